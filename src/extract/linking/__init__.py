"""Linkers: each says who, which or when a settled mention is."""
