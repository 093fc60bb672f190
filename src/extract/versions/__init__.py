"""Versions that a project learned: what each holds, which is in use, and that none is damaged."""
