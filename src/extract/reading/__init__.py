"""Reading: files and records in, documents out; a failure is a document with its reason."""
