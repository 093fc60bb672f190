"""A project's own knowledge: CSV files that go before the packaged ones.

In:  knowledge/places.csv, organizations.csv, offices.csv, agreements.csv, countries.csv and
     issuers.csv
Out: the same typed entries as the packaged files give; every problem of every file at once

A row about a packaged record keeps what its empty cells leave open; its lists add names.
"""
