"""Reading: files and records in, documents out; a failure is a document with its reason.

survey.py    what there is to read                  folder.py    file by file, ids
raw.py       the bytes of a file                    encoding.py  bytes to text
formats/     bytes to entries, one file a format    page/        the text of saved pages
days.py      a written day                          dateline.py  the day at the head of a text
language.py  is it English                          metadata.py  what is known from outside
entry.py     what readers hand on                   text.py      an entry becomes a Document
"""
