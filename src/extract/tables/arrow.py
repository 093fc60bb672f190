"""Turn records into Arrow tables, the form in which shards are kept and joined.

In:  PlaceMention records, and the class
Out: a table with the columns of that class, even when there is no record
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import pyarrow as pa

from extract.schema import Record, arrow_schema, columns


def arrow_table(record: type[Record], rows: Sequence[Record]) -> pa.Table:
    """Gather records of one table.

    Args:
        record: Class of the records, e.g. PlaceMention.
        rows: Any number of them, in their order.
    """
    schema = arrow_schema(record, {})
    cells = [
        pa.array(map(attrgetter(field.name), rows), type=field.arrow_type(), size=len(rows))
        for field in columns(record)
    ]
    return pa.Table.from_arrays(cells, schema=schema)
