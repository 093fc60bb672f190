from __future__ import annotations

import time
from datetime import date

import pytest

from extract.reading.dateline import dateline_day

DAY = date(2022, 9, 14)

DATELINES = {
    "double-hyphen": "BAKU, 14 September 2022 -- The ministry said the road was open.",
    "en-dash": "Geneva, 14 September 2022 – The delegations began their talks.",
    "agency": "WASHINGTON, Sept. 14, 2022 (Reuters) - The envoy left for the region.",
    "agency-slashes": "MOSCOW, September 14, 2022 /TASS/. The sides agreed on a date.",
    "numeric": "Yerevan, 14.09.2022\n\nThe Foreign Minister received the ambassador.",
    "country": "Tbilisi, Georgia, 14 September 2022 - A delegation arrived.",
    "long-country": "ISLAMABAD, Islamic Republic of Pakistan, 14 September 2022: The council met.",
    "weekday": "Ankara, Wednesday, 14 September 2022 — The spokesperson answered.",
    "brackets": "(Vienna, 14 September 2022) The chairperson issued this statement.",
    "place-then-brackets": "NEW YORK (14 September 2022) – Experts spoke.",
    "below-headline": "PRESS RELEASE\nNo. 114\n\nTalks\n\nBaku, 14 September 2022\n\nThey ...",
    "alone": "Talks resume\n14 September 2022\nThe talks went on.",
    "alone-weekday": "Talks resume\nWednesday, 14 September 2022\nThe talks went on.",
    "label": "Published: 14 September 2022\nThe talks went on.",
    "label-american": "FOR IMMEDIATE RELEASE, September 14, 2022\nThe talks went on.",
    "numbered": "Press Release No. 52/22 – 14 September 2022\nThe talks went on.",
    "bar": "14 September 2022 | Talks resume",
    "agency-last": "Baku, September 14, 2022, AZERTAC\nThe talks went on.",
    "letterhead": "Press Office\nWashington, DC\nSeptember 14, 2022\nThe talks went on.",
    "before-dash": "14 September 2022 – The ministry reports new violations.",
    "carriage-returns": "Talks resume\r\n\r\nBaku, 14 September 2022\r\n\r\nThe talks",
}


@pytest.mark.parametrize("text", DATELINES.values(), ids=DATELINES.keys())
def test_dateline(text: str) -> None:
    assert dateline_day(text) == DAY


NO_DATELINES = {
    "no-year": "MOSCOW, September 14. /TASS/. The sides agreed.",
    "two-readings": "Baku, 03/04/2022 - The talks went on.",
    "occasion": "Joint Statement, 10 November 2020\nThe sides recall it.",
    "sentence": "On 10 November 2020 the sides signed a statement.",
    "sentence-dash": "On Tuesday, 10 November 2020 - a day to remember - they met.",
    "sentence-place": "In Geneva, 10 November 2020 - they met.",
    "runs-on": "Geneva, 10 November 2020 was the day of the talks.",
    "inside": "The ministers recalled that in Baku, 10 November 2020 – a Tuesday – was calm.",
    "range": "Islamabad, 22-23 March 2022 - The council met.",
    "wrapped": "The council,\n\nNoting from the report of the envoy of\n11 June 1968 (S/1)\nthat",
    "wrapped-alone": "They recalled the ceasefire that had been in force since\n12 May 1994 -\n",
    "wrapped-place": "The statement was adopted by the heads of state in\nMoscow, 9 May 2001.",
    "wrapped-comma": "They spoke in the town of Lachin,\nAzerbaijan, 9 May 2021.",
    "deep": "\n".join(["A line of the text."] * 14) + "\nBaku, 14 September 2022 - The end.",
    "later-alone": "\n".join(["A line of the text."] * 7) + "\n14 September 2022",
    "empty": "",
}


@pytest.mark.parametrize("text", NO_DATELINES.values(), ids=NO_DATELINES.keys())
def test_no_dateline(text: str) -> None:
    assert dateline_day(text) is None


@pytest.mark.parametrize("piece", ["A, ", "9", "14 ", "September ", "(", "A ", " ", "1.", "Aa-"])
def test_hostile_heads_cost_nothing(piece: str) -> None:
    started = time.perf_counter()
    dateline_day(piece * 300_000)
    assert time.perf_counter() - started < 1
