"""The chain of links of a standby, and the tickets of its successions: known answers, and what no link is."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.known_answers import VECTORS_FILE

import tirage
from tirage.randomness.chain import NONE, head_of, next_link, succession_seed
from tirage.randomness.seeds import in_ticket_order, ticket
from tirage.verify.primitives.lines import digest

KNOWN = json.loads(VECTORS_FILE.with_name("standby-vectors.json").read_text(encoding="utf-8"))
LINES = Path(tirage.__file__).parent / "browser/engine/primitives/lines.js"
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


def test_the_engine_of_the_browser_gives_the_same_answers(tool: Callable[[str], str]) -> None:
    script = f"""
        import {{ digestOf }} from "{LINES.as_uri()}";
        const {{ head, links, stage_seed: seed, successions }} = {json.dumps(KNOWN)};
        const chain = [head, ...links];
        const known = links.map((link, place) => digestOf("link", link) === chain[place]);
        for (const {{ order, number, stage, tickets, first }} of successions) {{
          const link = order === "hidden" ? chain[number] : "none";
          known.push(digestOf("successor", seed, `${{number}}`, link) === stage);
          const pids = Object.keys(tickets);
          known.push(...pids.map((pid) => digestOf("ticket", stage, pid) === tickets[pid]));
          known.push(pids.sort((a, b) => (tickets[a] < tickets[b] ? -1 : 1))[0] === first);
        }}
        console.log(known.length, known.every(Boolean));
    """
    typed = [tool("node"), "--input-type=module", "--eval", script]
    done = subprocess.run(typed, check=False, capture_output=True, text=True)
    answers = len(LINKS) - 1 + sum(2 + len(each["tickets"]) for each in KNOWN["successions"])
    assert done.stdout.split() == [str(answers), "true"], done.stderr


def test_the_next_link_is_found_from_any_that_comes_later_and_from_no_other() -> None:
    for shown, before in enumerate(LINKS[:-1]):
        left = len(LINKS) - 1 - shown
        for later in LINKS[shown + 1 :]:
            assert next_link(later, before, left) == LINKS[shown + 1]
        assert next_link(before, before, left) is None
        assert next_link("ab" * 32, before, left) is None
    # Links that are used up lead nowhere, however far one looks.
    assert next_link(LINKS[-1], LINKS[-1], 0) is None
