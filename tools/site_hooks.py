"""What mkdocs asks us while it builds the site.

In:  the navigation of mkdocs.yml
Out: the same without pages that this source tree does not have; a test sees to it that every page
     it does have is in the navigation
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

Item = str | dict[str, Any]


def on_config(config: Any) -> Any:  # noqa: ANN401  # mkdocs' own
    """Leave out pages that are not there, and headings that nothing is left under."""
    config.nav = _present(config.nav, Path(config.docs_dir))
    return config


def _present(nav: list[Item], docs: Path) -> list[Item]:
    kept = [_item(item, docs) for item in nav]
    return [item for item in kept if item]


def _item(item: Item, docs: Path) -> Item | None:
    if isinstance(item, str):
        return item if (docs / item).is_file() else None
    ((title, inner),) = item.items()
    left = _present(inner, docs) if isinstance(inner, list) else _item(inner, docs)
    return {title: left} if left else None
