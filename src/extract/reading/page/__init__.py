"""Saved pages: main text (main_text.py), its paragraphs, the day of publication they mark."""
