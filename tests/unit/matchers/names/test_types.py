"""What kind of body a name is by its words alone."""

from __future__ import annotations

import pytest

from extract.knowledge.name_words import read_name_words
from extract.matchers.names.types import body_type

WORDS = read_name_words()
CASES = {
    "Federal Council": "government",
    "Transitional Presidential Council": "government",
    "State Customs Committee": "government",
    "Emergency Loya Jirga": "government",
    "Fish Committee of the Seimas": "government",
    "Lorn Policy Division": "government",
    "Press and Information Department": "government",
    "PRESS SERVICE": "government",
    "Lorn Metropolitan Police": "government",
    "National Fish Commission for Kelbin": "government",
    "National People's Assembly": "government",
    "Supreme Electoral Tribunal": "government",
    "ROYAL MINISTRY OF FISH": "government",
    "Joint Task Force Kelbin": "military",
    "Border Guard Lornia": "military",
    "Third Infantry Division": "military",
    "Joint Task Force": "military",
    "Operational Group of Kenyan Forces": "military",
    "Trilateral Council": "group",
    "Mixed Demarcation Commissions": "group",
    "Joint Supervisory Body": "group",
    "Lorn Liberation Front of Kelbin": "group",
    "United Lorn Opposition": "group",
    "Movement of Democratic Forces of Lorn": "group",
    "Working Group on Fish": "group",
    "Arab Fish Fund": "igo",
    "Andean Lorn Corporation": "igo",
    "Council of the League": "igo",
    "UNLOM": "igo",
    "LORN PRESS SERVICE": "organization",
    "Lorn News Agency": "organization",
    "Lorn Revolutionary Party": "organization",
    "Movement for Rights in Kelbin": "organization",
    # the words do not tell
    "Lorn Initiative": None,
    "Democratic Union of Lorners": None,
    "National Congress for Reform": None,
    "Lorn Centre for Coordination": None,
    "Lorn Security Council": None,
    "National Olympic Committee": None,
    "National Council for Reform": None,
}


@pytest.mark.parametrize(("name", "expected"), CASES.items(), ids=CASES.keys())
def test_body_type(name: str, expected: str | None) -> None:
    assert body_type(name.split(), WORDS) == expected
