"""Every link on a page leads somewhere: files that are there, headings that are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
import yaml
from markdown.extensions.toc import slugify

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = {
    page.relative_to(ROOT).as_posix(): page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("data/gold/*.md"))
}
#: Code holds brackets that are no links: `dict[str](x)`.
_CODE: Final = re.compile(r"^```.*?^```$|^ {4}.*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
#: "[limits](limits.md#dates)", "![The map](report-map.png)"
_LINK: Final = re.compile(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)")
_HEADING: Final = re.compile(r"^#{1,6} (.+?) *$", re.MULTILINE)
#: Addresses of others, which are not asked here.
_OUTSIDE: Final = ("https://", "http://", "mailto:")


def links(page: Path) -> list[str]:
    """Targets of all links to files and headings of ours."""
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if not link.startswith(_OUTSIDE)]


def anchors(page: Path) -> set[str]:
    """Names by which the headings of a page can be reached."""
    text = _CODE.sub(lambda code: "" if code[0][:3] in {"```", "   "} else code[0].strip("`"),
                     page.read_text(encoding="utf-8"))  # fmt: skip
    return {slugify(heading, "-") for heading in _HEADING.findall(text)}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    page, broken = PAGES[name], []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        is_there = target.exists() and target.is_relative_to(ROOT)
        if not is_there or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_a_broken_link_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# The `end` of it\n\n[a](b.md#c) `[x](y)` ![p](<q.png>) [w](https://w.example)"
    )
    assert links(page) == ["b.md#c", "q.png"]
    assert anchors(page) == {"the-end-of-it"}


def test_every_page_of_docs_has_its_place_in_the_site() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    leaves = _leaves(config["nav"])
    assert pages - set(leaves) == set()
    assert len(leaves) == len(set(leaves))


def _leaves(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    items = nav.values() if isinstance(nav, dict) else nav
    return [leaf for item in items for leaf in _leaves(item)]  # type: ignore[attr-defined]
