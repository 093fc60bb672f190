"""Deciding: all proposals of a document in, settled mentions out."""
