"""Matchers: each proposes spans of one kind, with the rule that saw them and its cues."""
