"""Compile places and their names into one index file that `knowledge.gazetteer` reads.

In:  three registry packages, or a folder with a dump of GeoNames
Out: a SQLite file: every place once, every folded name with the places it may mean
"""
