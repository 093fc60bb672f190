"""Mentions of places as GeoJSON (RFC 7946), for QGIS, kepler.gl and the like.

In:  the contents of a run
Out: one feature a mention, with every column of `places` and what its document says of itself
     (`doc_title`, `doc_source`, `doc_published`, `doc_url`); no geometry where no point is known
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from extract.exporting.contents import Contents, Row
from extract.records import Document, PlaceMention

#: Columns of `documents` that go with every mention.
OF_DOCUMENT: Final = ("title", "source", "published", "url")


def write_geojson(contents: Contents, path: Path) -> None:
    """Write the feature collection."""
    documents = {str(row["doc_id"]): row for row in contents.rows(Document)}
    features = [
        _feature(row, documents[str(row["doc_id"])]) for row in contents.rows(PlaceMention)
    ]
    collection = {"type": "FeatureCollection", "run_id": contents.run_id, "features": features}
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _feature(row: Row, document: Row) -> dict[str, Any]:
    properties = {
        name: cell for name, cell in row.items() if name not in {"latitude", "longitude"}
    }
    properties |= {f"doc_{name}": document[name] for name in OF_DOCUMENT}
    point = [row["longitude"], row["latitude"]]
    has_point = None not in point
    return {
        "type": "Feature",
        "id": row["mention_id"],
        "geometry": {"type": "Point", "coordinates": point} if has_point else None,
        "properties": properties,
    }
