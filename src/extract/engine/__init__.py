"""Engine: many documents through the corridor, resumable, the same bytes whoever does the work.

batch.py     read, plan, extract: the order of a run      store.py     what is kept between runs
units.py     files next to each other -> their texts      plan.py      texts, their ids, shards
shards.py    texts next to each other -> five tables      walk.py      one document, one pipeline
assemble.py  committed shards -> the final tables         watch.py     what a document may cost
signatures.py, duplicates.py  texts that nearly repeat others

base.py      what a job and an engine are                 staff.py     who does the work
inline.py    jobs in this process                         local.py     in worker processes
worker.py    what such a process runs                     messages.py  what it says
distributed.py  jobs on Ray                               remote.py    input and output at URLs
"""
