"""Pure string functions: no spaCy, no knowledge, no files."""
