"""What a format writes it reads again, whatever overlaps what."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.api.exchange import TOOL_FORMATS
from extract.exchange.conll import write_conll
from extract.exchange.page import KINDS, Labelled, Page
from extract.exchange.tokens import tokens_of

TEXT = "Ana Brisk of the\u00a0Lorn Front,  Geneva.\n\n\tEnd"


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A text with spans of any table, one type a span, no blanks at their edges."""
    text = "a" + draw(st.text(alphabet="aß.'- \u00a0\t\n\r\u2028\U0001f54a", max_size=40))
    inside = st.integers(0, len(text))
    kinds: dict[tuple[str, int, int], str] = {}
    for _ in range(draw(st.integers(0, 8))):
        table = draw(st.sampled_from(sorted(KINDS)))
        start, end = sorted((draw(inside), draw(inside)))
        if text[start:end].strip() == text[start:end] != "":
            kinds[table, start, end] = draw(st.sampled_from(KINDS[table]))
    labels = [Labelled(table, kind, *span) for (table, *span), kind in kinds.items()]
    labels.sort(key=lambda one: (one.start, -one.end))
    return Page("d", text, tuple(labels))


@pytest.mark.parametrize("tool", TOOL_FORMATS)
@given(page=pages())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read(tool: str, page: Page) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        TOOL_FORMATS[tool].write([page, page], path)
        read = list(TOOL_FORMATS[tool].read(path))
    assert len(read) == 2
    for one in read:
        assert isinstance(one, Page)
        assert (one.doc_id, sorted(one.labels)) == ("d", sorted(page.labels))
        assert one.text in {page.text, None}


@given(page=pages())
@settings(max_examples=60, deadline=None)
def test_tokens_hold_the_whole_text_and_end_where_spans_do(page: Page) -> None:
    text = page.text or ""
    tokens = tokens_of(text, page.labels)
    assert "".join(text[t.start : t.end] + " " * t.is_spaced for t in tokens) == text
    starts, ends = {t.start for t in tokens}, {t.end for t in tokens}
    assert all(one.start in starts and one.end in ends for one in page.labels)


def test_conll_has_a_second_column_where_spans_of_a_table_overlap(tmp_path: Path) -> None:
    labels = (
        Labelled("actors", "person", 0, 27),
        Labelled("actors", "group", 17, 27),
        Labelled("places", "city", 30, 36),
    )
    write_conll([Page("d", TEXT, labels)], tmp_path / "file")
    assert (tmp_path / "file").read_text() == (
        "# doc_id = d\n"
        "# columns = FORM START END actors actors.2 places dates agreements\n"
        "Ana\t0\t3\tB-person\tO\tO\tO\tO\n"
        "Brisk\t4\t9\tI-person\tO\tO\tO\tO\n"
        "of\t10\t12\tI-person\tO\tO\tO\tO\n"
        "the\t13\t16\tI-person\tO\tO\tO\tO\n"
        "Lorn\t17\t21\tI-person\tB-group\tO\tO\tO\n"
        "Front\t22\t27\tI-person\tI-group\tO\tO\tO\n"
        ",\t27\t28\tO\tO\tO\tO\tO\n"
        "Geneva\t30\t36\tO\tO\tB-city\tO\tO\n"
        ".\t36\t37\tO\tO\tO\tO\tO\n"
        "End\t40\t43\tO\tO\tO\tO\tO\n"
        "\n"
    )
