"""Formats: bytes in, entries out.

registry.py  every format by its kind, the walk into containers       sniff.py  kind by content
apart.py     parsers under a timer                                    allowance.py  unpacked bytes
plain.py markdown.py html.py feeds.py pdf.py word.py                  read whole
lines.py json_texts.py tables.py (rows.py), records.py                record by record
archives.py mail.py warc.py                                           what holds other files
"""
