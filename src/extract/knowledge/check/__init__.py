"""Every entry of every packaged file against its rules of form and its own examples.

In:  the packaged data files; what rules do with a sentence, as functions
Out: a Checked for each file: entries, examples run, problems with their lines
"""
