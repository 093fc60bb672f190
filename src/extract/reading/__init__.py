"""Reading: files and records in, documents out; a failure is a document with its reason.

survey.py    what there is to read                  folder.py    file by file, ids, limits
raw.py       the bytes of a file                    encoding.py  bytes to text
plain.py     .txt with front matter                 records.py   .jsonl and .csv (rows.py)
html.py      .html within a time limit              page.py      one page (page_*.py)
days.py      a written day                          dateline.py  the day at the head of a text
language.py  is it English                          metadata.py  what is known from outside
entry.py     what readers hand on                   text.py      an entry becomes a Document
"""
