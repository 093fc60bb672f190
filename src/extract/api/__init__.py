"""What notebooks and the command line call: run a folder, read a text, load tables, score."""
