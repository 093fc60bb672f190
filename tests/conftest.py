"""Tables for all tests that look at them: of the sample releases, and of hostile texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

from extract.records import (
    TABLES,
    ActorMention,
    AgreementMention,
    DateMention,
    Document,
    Mention,
    PlaceMention,
)

SAMPLE = Path(__file__).parents[1] / "data" / "raw" / "sample"

#: How often a property is tried that names no number itself; `make check-long` takes the long one.
for profile, examples in (("short", 40), ("long", 1500)):
    settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
settings.load_profile("short")

#: Where a page, a spreadsheet or a query breaks if it does not expect it.
HOSTILE_TEXT: Final = (
    "\U0001f54a =Mali</script><img src=x onerror=alert(1)> met 'Chad\u2028in Bamako.\r\n"
    "They signed the border accord of 24 October 1813."
)


def _hostile(record: type[Mention], text: str, **fields: object) -> Mention:
    start = HOSTILE_TEXT.index(text)
    begin, end = (0, 65) if start < 66 else (67, len(HOSTILE_TEXT))
    common: dict[str, object] = {
        "mention_id": f"-1.txt:{record.table}:{start}-{start + len(text)}",
        "doc_id": "-1.txt",
        "text": text,
        "start": start,
        "end": start + len(text),
        "sentence": " ".join(HOSTILE_TEXT[begin:end].splitlines()),
        "sentence_start": begin,
        "sentence_end": end,
        "method": "test<b>+ner:GPE",
        "confidence": 0.75,
    }
    return record(**{**common, **fields})  # type: ignore[arg-type]


HOSTILE: Final[dict[str, list[Document] | list[Mention]]] = {
    "documents": [
        Document(
            doc_id="-1.txt",
            path="-1.txt",
            title='=HYPERLINK("x")',
            source="@agency",
            url="javascript:alert(1)",
            published=date(2024, 5, 6),
            published_from="field",
            language="en",
            n_chars=len(HOSTILE_TEXT),
            n_words=16,
            warnings=("a|b", "c\\d", "=1"),
            text=HOSTILE_TEXT,
        ),
        Document(doc_id="2.txt", path="2.txt", status="failed", error="+broken <i>here</i>"),
        Document(doc_id="3.txt", path="3.txt", near_duplicate_of="-1.txt", text="\tSame\rtext"),
    ],
    "actors": [
        _hostile(ActorMention, "Mali", name="Mali", actor_type="country", country_code="MLI"),
        _hostile(ActorMention, "'Chad", name="'Chad", actor_type="person", role="<u>envoy</u>"),
    ],
    "places": [
        _hostile(
            PlaceMention,
            "Bamako",
            place_id="gn:2460596",
            name="Bamako",
            geonames_id=2460596,
            latitude=12.65,
            longitude=-8.0,
            country_code="MLI",
            feature="city",
            link_confidence=0.5,
        ),
        _hostile(PlaceMention, "border", name="+border", feature="other"),
    ],
    "dates": [
        _hostile(
            DateMention,
            "24 October 1813",
            timex_type="DATE",
            value="1813-10-24",
            start_date=date(1813, 10, 24),
            end_date=date(1813, 10, 24),
            granularity="day",
            in_agreement=f"-1.txt:agreements:{HOSTILE_TEXT.index('border accord')}-"
            f"{len(HOSTILE_TEXT) - 1}",
        ),
    ],
    "agreements": [
        _hostile(
            AgreementMention,
            "border accord of 24 October 1813",
            agreement_id="agreement:MLI-TCD:1813-10-24",
            identity="date",
            title="border accord",
            agreement_type="agreement",
            parties=("MLI", "T|CD"),
            date="1813-10-24",
            year=1813,
            named=False,
        ),
    ],
}


@pytest.fixture(scope="session")
def hostile_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of five tables whose cells attack whoever shows or converts them."""
    from extract.tables.arrow import arrow_table  # noqa: PLC0415
    from extract.writing.parquet import TableWriter  # noqa: PLC0415

    out = tmp_path_factory.mktemp("hostile") / "processed"
    out.mkdir()
    for record in TABLES:
        rows = HOSTILE[record.table]
        with TableWriter(out / f"{record.table}.parquet", record, {}) as writer:
            writer.add(arrow_table(record, rows))
    return out


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the five tables of data/raw/sample."""
    from extract.api.run import run_folder  # noqa: PLC0415  # spaCy loads only where it is needed

    out = tmp_path_factory.mktemp("sample") / "processed"
    run_folder(SAMPLE, out)
    return out
