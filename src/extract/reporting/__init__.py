"""Reporting: tables in, pages for people out."""
