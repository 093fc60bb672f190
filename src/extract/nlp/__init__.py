"""Parsing: a document's text in, spaCy tokens, named entities and sentences out."""
