"""Tables: records in, validated data frames out."""
