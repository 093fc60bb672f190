"""Which place a name means: identifiers in a table, and what the text around decides."""

from __future__ import annotations

import pytest

from extract.knowledge.countries import load_countries
from extract.knowledge.places import load_places
from extract.linking.places import PlaceLinker
from extract.records import ActorMention, Document, PlaceMention
from marked import unmark
from mentions import a_mention

LINKER = PlaceLinker(load_places(), load_countries())

#: Features that rules with a cue make; the model says no more than "city".
_CUED = {"district", "region", "country", "demonym", "water", "building"}

#: Towns of both sides of one border, and their districts: name, feature said, GeoNames id.
BORDER = [
    ("Dashkasan", "", 586765),
    ("Dashkasan", "district", 586771),
    ("Kalbajar", "district", 586047),
    ("Kelbajar", "district", 586047),
    ("Kelbadjar", "district", 586047),
    ("Lachin", "district", 147626),
    ("Khankendi", "", 146970),
    ("Stepanakert", "", 146970),
    ("Shusha", "city", 147105),
    ("Shushi", "", 147105),
    ("Aghdam", "district", 148617),
    ("Agdam", "district", 148617),
    ("Fuzuli", "district", 148107),
    ("Zangilan", "district", 146900),
    ("Jabrayil", "district", 148140),
    ("Jebrail", "district", 148140),
    ("Gubadly", "district", 147694),
    ("Qubadli", "district", 147694),
    ("Goris", "", 174895),
    ("Jermuk", "", 174884),
    ("Sotk", "", 616041),
    ("Meghri", "", 174823),
    ("Tavush", "region", 828265),
    ("Nakhchivan", "", 147435),
]
#: Marked texts: [name|feature:expected], the expected a GeoNames id or a country code.
TEXTS = {
    "state-after": "born in [Paris|:4717560], Texas",
    "alone": "a summit in [Paris|:2988507]",
    "postal": "of [Long Beach|:5367929], CA",
    "abbreviated": "of [Fairfield|:4834157], Conn.",
    "country-after": "a port of [Tripoli|:266826], Lebanon",
    "county-beside": "[Lamar County|district:4705086] men left [Paris|:4717560], [Texas|:4736286]",
    "capital": "The mission to [Tripoli|:2210247] of [Libya|country:LBY]",
    "neighbours": "between [Yerevan|:616052] and [Georgia|country:GEO]",
    "state": "towns of [Georgia|country:4197000] such as [Savannah|:4221552], [Macon|:4207400], "
    "[Valdosta|:4228147]",
    "pakistan": "talks in [Islamabad|:1176615]",
    "fort-beside-a-town": "shelling of [El Geneina|:379303]",
    "capital-in-a-larger-town": "talks in [New Delhi|:1261481]",
    "washington": "in [Washington|:4140963], D.C.",
    "washington-state": "[Seattle|:5809844], [Tacoma|:5812944], the state of "
    "[Washington|region:5815135]",
    "people": "[Armenian|demonym:ARM] and [European|demonym:6255148] officials",
    "people-of-a-region": "[Sicilian|demonym:2523119] and [Basque|demonym:3336903] cooks",
    "article-left-out": "from [Qamishli|:173377] to [Zulfi|:107781]",
    "compass-without-ending": "farms of [Northeast Nebraska|:5073708]",
    "point-of-the-sentence": "from across the [U.S|country:USA]",
    "compass": "storms over South [Danbury|:4832353], Conn.",
    "state-s-governor": "[Seattle|:5809844] heard [Washington|:5815135]'s governor",
    "state-after-its-town": "a bridge in [Buffalo|:5110629], [New York|:5128638], fell",
    "list-with-a-town": "in [Washington|:4140963], [New York|:5128581] and [Boston|:4930956]",
    "country-s-border": "troops at the [Georgia|:GEO] border with [Turkey|country:TUR]",
    "list-of-countries": "ships of [China|country:CHN], [Japan|country:JPN] and others",
    "seat-of-a-named-county": "[Madison County|district:4299665] met in [Richmond|:4305974]",
    # must stay silent
    "unknown": "near [Kelbin Vest|:None]",
}


def _mention(text: str, start: int, end: int, feature: str) -> PlaceMention:
    return a_mention(
        PlaceMention,
        text,
        start,
        end,
        method="place-head" if feature in _CUED else "ner:GPE",
        name=text[start:end],
        feature=feature or "city",
    )


def _linked(text: str, spans: list[tuple[int, int, str]]) -> tuple[PlaceMention, ...]:
    document = Document(doc_id="d", path="d.txt", text=text)
    return LINKER([_mention(text, a, b, feature) for a, b, feature in spans], document, ())


@pytest.mark.parametrize(("name", "feature", "identifier"), BORDER)
def test_border_towns_and_districts(name: str, feature: str, identifier: int) -> None:
    (place,) = _linked(name, [(0, len(name), feature)])
    assert place.geonames_id == identifier


@pytest.mark.parametrize("marked", TEXTS.values(), ids=TEXTS.keys())
def test_the_text_decides(marked: str) -> None:
    text, spans = unmark(marked)
    places = _linked(text, [(a, b, label.split(":")[0]) for a, b, label in spans])
    found = [
        place.country_code
        if place.place_id and "country:" in place.place_id
        else place.geonames_id
        for place in places
    ]
    assert [str(one) for one in found] == [label.split(":")[1] for *_, label in spans]


def test_one_sense_per_document_unless_the_text_says_otherwise() -> None:
    text, spans = unmark("[Paris|] woke. In [Paris|], Texas, and again in [Paris|] it rained.")
    first, second, third = _linked(text, spans)
    assert first.geonames_id == second.geonames_id == third.geonames_id == 4717560


def test_a_building_stands_in_the_town_it_is_named_for() -> None:
    text, spans = unmark("taken to [Danbury General Hospital|building]")
    (place,) = _linked(text, spans)
    assert (place.name, place.geonames_id, place.place_id) == (
        "Danbury General Hospital",
        None,
        None,
    )
    assert place.latitude == pytest.approx(41.39, abs=0.1)


HEADS = {
    "[Danbury Maternity Hospital|]": "building",
    "[River Kelbin|]": "water",
    "[Kelbin Avenue|]": "terrain",
    # must stay as the model says
    "[Danbury|]": "city",
    "[Little River|]": "city",
}


@pytest.mark.parametrize(("marked", "feature"), HEADS.items(), ids=HEADS.keys())
def test_the_last_word_says_what_a_place_is(marked: str, feature: str) -> None:
    text, spans = unmark(marked)
    (place,) = _linked(text, spans)
    assert place.feature == feature


def test_an_unknown_name_stays_without_a_point_and_changes_nothing() -> None:
    alone = _linked("Goris", [(0, 5, "")])
    text, spans = unmark("[Goris|] and [Kelbin Vest|]")
    known, unknown = _linked(text, spans)
    assert (unknown.name, unknown.latitude, unknown.geonames_id) == ("Kelbin Vest", None, None)
    assert known.geonames_id == alone[0].geonames_id


def test_sureness_is_a_probability_below_certainty() -> None:
    text, spans = unmark("[Goris|], [Springfield|], [Paris|], [Kenya|country]")
    assert all(0.0 < (place.link_confidence or 0.0) < 1.0 for place in _linked(text, spans))


def test_the_document_s_own_characters_stay() -> None:
    text, spans = unmark("in [Şuşa|] and [NAKHCHIVAN|]")
    places = _linked(text, spans)
    assert [place.text for place in places] == ["Şuşa", "NAKHCHIVAN"]


def _actor(text: str, start: int, end: int, code: str) -> ActorMention:
    return a_mention(
        ActorMention,
        text,
        start,
        end,
        method="country-name+country:default",
        name=text[start:end],
        actor_type="country",
        country_code=code,
    )


def test_a_country_that_acts_may_be_a_town_here() -> None:
    text, spans = unmark(
        "[Lebanon|actor] will repave [Annville|], the seats of [Lebanon County|district] "
        "in [Pennsylvania|] said. Talks with [Harrisburg|] go on."
    )
    actor = next(_actor(text, a, b, "LBN") for a, b, label in spans if label == "actor")
    places = [_mention(text, a, b, label) for a, b, label in spans if label != "actor"]
    document = Document(doc_id="d", path="d.txt", text=text, source="lebanonbugle.com")
    town = LINKER(places, document, [actor])[0]
    assert (town.start, town.geonames_id, town.mention_id) == (0, 5197517, "d:places:0-7")
    assert "namesake-town" in town.method


def _sense_of_georgia(*bodies: ActorMention) -> str | None:
    """The country of Georgia beside a large town of the state, given bodies of the text."""
    text, spans = unmark("[Atlanta|] dried up; rain fell across [Georgia|]")
    places = [_mention(text, a, b, label) for a, b, label in spans]
    document = Document(doc_id="d", path="d.txt", text=text)
    return LINKER(places, document, bodies)[1].country_code


def _bodies(method: str) -> list[ActorMention]:
    columns = {"name": "Weather Service", "actor_type": "government", "country_code": "GEO"}
    return [a_mention(ActorMention, "", at, at, method=method, **columns) for at in range(9)]


def test_a_country_that_bodies_took_from_the_text_speaks_for_no_place() -> None:
    assert _sense_of_georgia(*_bodies("ner:ORG+home:main")) == "USA"
    assert _sense_of_georgia(*_bodies("government-phrase")) == "GEO"


def test_a_country_that_acts_stays_one_among_countries() -> None:
    text, spans = unmark("[Lebanon|LBN] and [Jordan|JOR] thanked [Georgia|GEO] and [Iraq|IRQ].")
    actors = [_actor(text, a, b, code) for a, b, code in spans]
    assert LINKER((), Document(doc_id="d", path="d.txt", text=text), actors) == ()


def test_the_paper_s_own_town_is_meant_by_its_name() -> None:
    text, spans = unmark("[Danbury|] and [Bethel|] share a fire chief.")
    places = [_mention(text, a, b, label) for a, b, label in spans]
    document = Document(doc_id="d", path="d.txt", text=text, source="danburybugle.com")
    danbury, bethel = LINKER(places, document, ())
    assert (danbury.geonames_id, bethel.geonames_id) == (4832353, 5282297)


def test_the_paper_s_own_town_is_the_one_its_text_speaks_of() -> None:
    text, spans = unmark("A crash in [Madison County|district] closed a road to [Winchester|].")
    places = [_mention(text, a, b, label) for a, b, label in spans]
    document = Document(doc_id="d", path="d.txt", text=text, source="richmondbugle.com")
    madison, winchester = LINKER(places, document, ())
    # those of Kentucky: Richmond is the seat of Madison County there, and Winchester next to it
    assert (madison.geonames_id, winchester.geonames_id) == (4299665, 4313697)


def test_a_place_keeps_the_name_by_which_the_text_knows_it() -> None:
    (place,) = _linked("Chittagong", [(0, 10, "")])
    assert (place.name, place.country_code) == ("Chittagong", "BGD")
