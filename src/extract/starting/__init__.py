"""Start a project: the folder that commands expect, with every setting and one example.

In:  nothing but the classes of settings and the files below `files/`
Out: the content of each file of a new project
"""
