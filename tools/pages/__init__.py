"""Pages that are generated from code: a file each, with one function that gives the text."""
