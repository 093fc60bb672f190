from __future__ import annotations

import pytest

from extract.deciding.countries import CountrySettler
from extract.knowledge.countries import load_countries
from extract.knowledge.country_rules import load_country_rules
from marked import unmark

SETTLER = CountrySettler(load_country_rules(), load_countries())

COUNTRIES = {
    "subject": "[Norway|actors] has invited [Kenya|actors]",
    "possessor": "[Kenya|actors]'s obligations in [Kenya|places]",
    "list-of-places": "refugees in [Chad|places], [Niger|places] and [Mali|places]",
    "list-of-actors": "[Chad|actors], [Niger|actors] and [Mali|actors] signed in [Kenya|places]",
    "list-with-articles": "talks with the [Netherlands|actors] and the [Philippines|actors]",
    "city-before": "they met in Lyon, [France|places], on Monday",
    "capital-before": "Oslo, [Norway|places]: the ministers met",
    "city-before-article": "they met in Banjul, the [Gambia|places], on Monday",
    "no-city-before": "according to Brisk, [Norway|actors] will pay",
    "other-capital": "in Budapest, [Ukraine|actors] gave up its arsenal",
    "namesake-of-capital": "TRIPOLI, [Lebanon|places]. A boat sank",
    "list-and-more": "troops from [Kenya|places], [Norway|places] and six other states",
    "heading": "[Mali|places]: statement by the spokesperson",
    "heading-alone": "[YEMEN|places]\n\nThe situation is grave.",
    "heading-list": "Olt\n\nII. [MALI|places] AND [NIGER|places]\n\nThe men",
    "heading-numbered": "2.4 [Mali|places]. Two years on, [Mali|actors] votes",
    "letterhead": "[REPUBLIC OF KENYA|actors]\nOFFICE OF THE PRESIDENT",
    "wrapped-list": "the guarantors:\n[Kenya|actors], [Mali|actors]\nand [Chad|actors] met",
    "dispatch": "YORN, [Norway|places], 4 May (Lorn Wire) - [Norway|actors] said",
    "dated-line": "Vest Yorn, [Kenya|places], 4 May 2031, 18:00\n\nThe men met",
    "keyword": "[Angola|places]-peace\n\nThe men met",
    "headline-list": "LORN TO VISIT [ESTONIA|places] AND [LATVIA|places] IN MAY",
    "topics": "They met. On [Sudan|places] and [South Sudan|places], they said little",
    "city-of-a-list": "at Vest, Puerto Rico; Cartagena de Indias, [Colombia|places]; and Lorn",
    "city-with-particles": "met at Cartagena de Indias, [Colombia|places], from 18 to 20 May",
    "counted-list": "teams from [Jamaica|places] (24) and [Belize|places] (2) land",
    "friendship-bridge": "the [Thailand|places]-[Myanmar|places] friendship bridge",
    "address": "Yorn, Republic of [Kenya|places]\n\nThe men",
    "clause": "they fled into [Mali|places], and [Chad|actors] let them in",
    "acronym": "in eastern Democratic Republic of the Congo ([DRC|places])",
    "both": "a ceasefire in both the [Sudan|places] and [Chad|places]",
    "border": "the border between [Poland|places] and [Belarus|places]",
    "border-pair": "the [Poland|places]-[Belarus|places] border",
    "line-break": "families returned to\n[Bosnia|places] in May",
    "people": "the people of [South Sudan|actors]",
    "ambassador": "Ambassador to [Oman|actors] Ana Brisk",
    "modifier": "steadfast [Norway|actors] support for [Georgia|actors]'s sovereignty",
}
CAPITALS = {
    "speaks": "[Cairo|actors] said on Friday that talks in [Vienna|places] would go on",
    "ties": "relations between [Baku|actors] and [Ankara|actors]",
    "venue": "a meeting held in [Geneva|places] with residents of [Bern|places]",
    "possessor": "[Tehran|actors]'s withdrawal; [Tehran|places]'s airport",
    "aside": "they regret that [Paris|actors], in particular, cannot be trusted",
    "dateline": "[BAKU|places], 4 May. The ministry said",
}


@pytest.mark.parametrize("marked", COUNTRIES.values(), ids=COUNTRIES.keys())
def test_countries(marked: str) -> None:
    text, expected = unmark(marked)
    found = [(a, b, SETTLER.settle_country(text, a, b).kind) for a, b, _ in expected]
    assert found == expected


@pytest.mark.parametrize("marked", CAPITALS.values(), ids=CAPITALS.keys())
def test_capitals(marked: str) -> None:
    text, expected = unmark(marked)
    found = [(a, b, SETTLER.settle_capital(text, a, b).kind) for a, b, _ in expected]
    assert found == expected


def test_reason_names_the_rule() -> None:
    assert SETTLER.settle_country("in Chad", 3, 7).reason == "country:in"
    assert SETTLER.settle_country("Chad won", 0, 4).reason == "country:default"
