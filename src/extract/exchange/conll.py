"""Columns as in CoNLL: a token a line with its offsets, and a BIO column a table.

In:  pages
Out: # doc_id = a.txt
     # columns = FORM START END actors places dates agreements
     Chad	10	14	B-country	O	O	O

A table whose spans overlap has a second column (actors.2). Columns are parted by tabs, documents
by an empty line. White space is no token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from extract.exchange.files import text_of
from extract.exchange.page import KINDS, Form, Labelled, Page, Refusal, RefusedError, labelled
from extract.exchange.tokens import tokens_of

_DOC_ID: Final = "# doc_id = "
_COLUMNS: Final = "# columns = "
_FIRST: Final = ("FORM", "START", "END")


def write_conll(pages: Iterable[Page], path: Path) -> None:
    """Write one block a page."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for page in pages:
            stream.writelines(f"{line}\n" for line in _block(page))


def _block(page: Page) -> Iterator[str]:
    text = page.text or ""
    layers = [layer for table in KINDS for layer in _layers(table, page.labels)]
    yield f"{_DOC_ID}{page.doc_id}"
    yield f"{_COLUMNS}{' '.join([*_FIRST, *(name for name, _ in layers)])}"
    places = [0] * len(layers)
    for start, end, _ in tokens_of(text, page.labels):
        if not text[start].isspace():
            marks = [_mark(start, labels, places, at) for at, (_, labels) in enumerate(layers)]
            yield "\t".join([text[start:end], str(start), str(end), *marks])
    yield ""


def _layers(table: str, labels: Iterable[Labelled]) -> list[tuple[str, list[Labelled]]]:
    """The spans of a table in columns, in each of which none overlaps another; one at least."""
    layers: list[list[Labelled]] = [[]]
    for one in labels:
        if one.table == table:
            free = (layer for layer in layers if not layer or layer[-1].end <= one.start)
            layer = next(free, None)
            if layer is None:
                layer = []
                layers.append(layer)
            layer.append(one)
    return [(table if at == 1 else f"{table}.{at}", layer) for at, layer in enumerate(layers, 1)]


def _mark(start: int, labels: Sequence[Labelled], places: list[int], at: int) -> str:
    """The mark of a token in a column; `places` remembers the next span of each column."""
    while places[at] < len(labels) and labels[places[at]].end <= start:
        places[at] += 1
    if places[at] == len(labels) or start < labels[places[at]].start:
        return "O"
    one = labels[places[at]]
    return f"{'B' if start == one.start else 'I'}-{one.kind}"


def read_conll(path: Path) -> Iterator[Page | Refusal]:
    """Read what `write_conll` wrote, marks changed."""
    block = _Block("", "")
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if line.startswith(_DOC_ID):
            yield from block.result()
            block = _Block(line.removeprefix(_DOC_ID).rstrip("\r"), f"line {number}")
        else:
            block.take(line, number)
    yield from block.result()


@dataclass(slots=True)
class _Block:
    """A document while its lines are read."""

    doc_id: str
    where: str
    reason: str = ""
    columns: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    done: list[Labelled] = field(default_factory=list)
    open: dict[str, Labelled] = field(default_factory=dict)

    def take(self, line: str, number: int) -> None:
        """Read the next line; the first that is wrong is the reason for all."""
        if self.reason or not line.strip():
            return
        try:
            if line.startswith(_COLUMNS):
                self.columns = line.removeprefix(_COLUMNS).split()[len(_FIRST) :]
            else:
                self._token(line.rstrip("\r").split("\t"))
        except RefusedError as error:
            where = f"line {number}"
            self.reason = f"{where}: {error}" if self.where else str(error)
            self.where = self.where or where

    def result(self) -> Iterator[Page | Refusal]:
        """The document, when all its lines are read; nothing for the start of the file."""
        if self.reason:
            yield Refusal(self.where, self.reason)
        elif self.doc_id:
            labels = (*self.done, *self.open.values())
            yield Page(self.doc_id, None, labels, tuple(self.forms), self.where)

    def _token(self, cells: Sequence[str]) -> None:
        if not self.doc_id:
            raise RefusedError(f"stands before the first {_DOC_ID.strip()!r}")
        if len(cells) != len(_FIRST) + len(self.columns):
            raise RefusedError(f"has {len(cells)} columns, not {len(_FIRST) + len(self.columns)}")
        form, start, end, *marks = cells
        if not start.isdecimal() or not end.isdecimal():
            raise RefusedError("START and END are no whole numbers")
        token = Form(int(start), int(end), form)
        if self.forms and token.start < self.forms[-1].end:
            raise RefusedError("the token begins before the last one ends")
        self.forms.append(token)
        for column, mark in zip(self.columns, marks, strict=True):
            self._mark(column, mark.strip(), token)

    def _mark(self, column: str, mark: str, token: Form) -> None:
        letter, _, kind = mark.partition("-")
        before = self.open.get(column)
        if letter == "I" and before is not None and before.kind == kind:
            self.open[column] = before._replace(end=token.end)
            return
        if letter == "I":
            raise RefusedError(f"{mark} in {column} goes on a span that no B-{kind} began")
        if before is not None:
            self.done.append(self.open.pop(column))
        if letter == "B":
            table = column.partition(".")[0]
            self.open[column] = labelled(f"{table}:{kind}", token.start, token.end)
        elif mark != "O":
            raise RefusedError(f"{mark!r} in {column} is no O, B-type or I-type")
