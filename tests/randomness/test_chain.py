"""The chain of links of a standby, and the tickets of its successions: known answers, and what no link is."""

from __future__ import annotations

import json

import pytest
from support.known_answers import VECTORS_FILE

from tirage.randomness.chain import NONE, head_of, next_link, succession_seed
from tirage.randomness.seeds import in_ticket_order, ticket
from tirage.verify.primitives.lines import digest

KNOWN = json.loads(VECTORS_FILE.with_name("standby-vectors.json").read_text(encoding="utf-8"))
LINKS = [KNOWN["head"], *KNOWN["links"]]


def test_each_link_leads_back_to_the_one_before() -> None:
    assert [digest("link", link) for link in LINKS[1:]] == LINKS[:-1]
    assert head_of(LINKS[-1], len(LINKS) - 1) == LINKS[0]


@pytest.mark.parametrize("each", KNOWN["successions"], ids=lambda each: f"{each['order']}-{each['number']}")
def test_who_comes_first_in_each_succession(each: dict[str, object]) -> None:
    number, tickets = int(str(each["number"])), each["tickets"]
    link = LINKS[number] if each["order"] == "hidden" else NONE
    stage = succession_seed(KNOWN["stage_seed"], number, link)
    assert stage == each["stage"] == digest("successor", KNOWN["stage_seed"], str(number), link)
    assert isinstance(tickets, dict)
    assert {pid: ticket(stage, pid) for pid in tickets} == tickets
    assert in_ticket_order(stage, tickets)[0] == each["first"]


def test_the_next_link_is_found_from_any_that_comes_later_and_from_no_other() -> None:
    for shown, before in enumerate(LINKS[:-1]):
        left = len(LINKS) - 1 - shown
        for later in LINKS[shown + 1 :]:
            assert next_link(later, before, left) == LINKS[shown + 1]
        assert next_link(before, before, left) is None
        assert next_link("ab" * 32, before, left) is None
    # Links that are used up lead nowhere, however far one looks.
    assert next_link(LINKS[-1], LINKS[-1], 0) is None
