from __future__ import annotations

from datetime import date

import pytest

from extract.reading.days import day_of_name, read_day

DAY = date(2022, 9, 14)

FIELDS = {
    "iso": ("2022-09-14", DAY),
    "iso-time-zone": ("2022-09-14T23:30:00-08:00", DAY),
    "iso-blank-time": ("2022-09-14 10:15", DAY),
    "compact": ("20220914", DAY),
    "compact-time": ("20220914T101500Z", DAY),
    "year-first-slashes": ("2022/09/14", DAY),
    "mail": ("Wed, 14 Sep 2022 10:00:00 +0400", DAY),
    "words": ("14 September 2022", DAY),
    "weekday": ("Wednesday, 14 September 2022", DAY),
    "american": ("Sept. 14, 2022", DAY),
    "american-time": ("September 14th, 2022, 10:30 am", DAY),
    "ordinal": ("14th of September 2022", DAY),
    "hyphened": ("14-Sep-2022", DAY),
    "full-stops": ("04.03.2022", date(2022, 3, 4)),
    "slashes-one-reading": ("14/09/2022", DAY),
    "slashes-american": ("09/14/2022", DAY),
    "slashes-same": ("05/05/2022", date(2022, 5, 5)),
    # no day, or two
    "slashes-two-readings": ("03/04/2022", None),
    "hyphens-two-readings": ("03-04-2022", None),
    "month-only": ("September 2022", None),
    "year-only": ("2022", None),
    "no-such-day": ("31 September 2022", None),
    "no-such-month": ("14 Brumaire 2022", None),
    "too-early": ("14 September 1022", None),
    "too-late": ("2222-09-14", None),
    "range": ("2022-09-14 to 2022-09-16", None),
    "epoch": ("1663113600", None),
    "word": ("yesterday", None),
    "empty": ("", None),
    "long": ("2022-09-14 10:00" + " " * 100 + "x", None),
}


@pytest.mark.parametrize(("written", "day"), FIELDS.values(), ids=FIELDS.keys())
def test_read_day(written: str, day: date | None) -> None:
    assert read_day(written) == day


NAMES = {
    "iso": ("2022-09-14-oic", DAY),
    "compact": ("20220914_x", DAY),
    "underscores": ("statement_2022_09_14", DAY),
    "day-first": ("mfa_14-09-2022", DAY),
    "day-first-stops": ("4.3.2022", date(2022, 3, 4)),
    "worded": ("mfa-14-sep-2022-en", DAY),
    "same-twice": ("2022-09-14_20220914", DAY),
    # no day, or two
    "two-readings": ("mfa_03-04-2022", None),
    "two-days": ("2022-09-14_2022-09-15", None),
    "record-number": ("20221452", None),
    "longer-number": ("120220914", None),
    "year": ("report-2022", None),
    "resolution": ("s-res-822-1993", None),
}


@pytest.mark.parametrize(("stem", "day"), NAMES.values(), ids=NAMES.keys())
def test_day_of_name(stem: str, day: date | None) -> None:
    assert day_of_name(stem) == day
