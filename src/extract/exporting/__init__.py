"""Exporting: the tables in other people's formats, one file a format."""
