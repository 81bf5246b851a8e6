"""No field of a file says what nobody checks: each is changed, re-hashed, and found by both verifiers.

What remains is listed in `UNREAD`, with the reason: words of people, and what only the organiser can know.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
from support.dossiers import Files
from support.engine import Engine
from support.fields import Field, fields, unread
from support.genuine import DOSSIERS

RECEIVED = "of a file as received, which is not published (11.6)"
WORD = "the organiser's word, in a form that is checked"
FOUND = "found in files as received, and said (11.37); counts that rules expect are read (1.20)"
DECIDED = "of what somebody decided, which is not published; said (11.40)"
LISTED = "of a list of people that is not published; said (11.47)"
OF_PLACES = "of a table that is not published; said (11.38)"
SIMULATED = "what a solver chose and simulated (11.20)"
ORDERED = (
    "lists are held to it (10.12), and fail whatever of the panel changes, whose entry has their tickets"
)
UNREAD: Mapping[str, str] = {
    "tool": "the program that the organiser says wrote the entry (11.25)",
    "journal quotas body.source": RECEIVED,
    "journal pool body.source": RECEIVED,
    "journal pool body.encoding": RECEIVED,
    "journal volunteers body.source": RECEIVED,
    "journal volunteers body.encoding": RECEIVED,
    "public/rolls.csv sha256": RECEIVED,
    "public/rolls.csv commune": RECEIVED,
    "public/rolls.csv date": RECEIVED,
    "public/rolls.csv encoding": RECEIVED,
    "journal frame body.findings.*.subject": FOUND,
    "journal frame body.findings.*.places.*": FOUND,
    "journal frame body.findings.*.count": FOUND,
    "journal frame body.findings.*.against": FOUND,
    "journal frame body.findings.*.places": FOUND,
    "journal frame body.exclusions.*.rows": LISTED,
    "journal frame body.exclusions.*.sha256": LISTED,
    "journal frame body.no_household": DECIDED,
    "journal frame body.addresses": DECIDED,
    "journal pool body.decisions": DECIDED,
    "journal pool body.different": DECIDED,
    "journal pool body.lists.staff": DECIDED,
    "journal pool body.no_household": DECIDED,
    "journal pool body.addresses": DECIDED,
    "journal responses body.recoding": "what only the organiser has; said (11.31)",
    "journal responses body.recoding gone": "that there was one is the organiser's word",
    "public/geography.json tables.*.sha256": OF_PLACES,
    "public/geography.json tables.*.source": "free text",
    "public/geography.json tables.*.places.*.population": OF_PLACES,
    "journal frame body.accepted.*.reason": "free text; one that is blank fails (1.20)",
    "journal responses body.source": RECEIVED,
    "public/plan.json later.panels": "of later draws, which are held to it where there are any",
    "public/plan.json inputs.household": "names of columns of the file as received (11.6)",
    "public/plan.json inputs.household.*": "names of columns of the file as received (11.6)",
    "journal key body.hash": "of a key that nobody else has; the next assembly has the same (10.14)",
    "public/rules.json name": "free text",
    "public/rules.json organiser": "free text",
    "public/rules.json city": "free text",
    "public/rules.json timezone": "of the hours on papers; the record's are in UTC",
    "public/rules.json reference_date": "ages are counted from the rolls, which are not published (11.6)",
    "public/rules.json causes.*": "a cause for which nobody left",
    "public/rules.json exclusions.*": "a cause for which nobody was left out",
    "public/rules.json criteria.*.name": "a criterion that only the answers tell; the others are read (1.17)",
    "public/rules.json letters.total": "another number is said (11.27)",
    "public/rules.json letters.alpha": "another exponent is said (11.27)",
    "journal unavailable body.evidence": "of what stays with the organiser; it must be there",
    "journal contested body.reason": "free text, which is said (11.15)",
    "journal void body.reason": "free text, which is said (11.14)",
    "journal regulation body.reason": "free text",
    "journal lapse body.reason": "free text, which is said (11.43)",
    "public/plan.json later.alternates.count": ORDERED,
    "public/plan.json later.alternates.dropout": ORDERED,
    "journal erase body.reason": "free text, which is said (11.16)",
    "journal absence body.allowed": WORD,
    "journal correction body.evidence": "of what stays with the organiser",
    "journal correction body.instead.body.allowed": WORD,
    "journal correction body.instead.body.by_rules": "true where they would not have been needed is no fault",
    "journal term body.by_rules": "true where the rules would not have been needed is no fault",
    "journal alternates body.dropout.flat": SIMULATED,
}
"""Field → why no check reads it: words of people, and what only the organiser knows; `gone`: or drops."""


OF_THE_ROLL = frozenset(
    {
        "public/rolls.csv date",
        "public/quotas-announced.json criteria.*.categories.*.maximum",
        "public/rules.json criteria.*.name",
        "public/rules.json exclusions.*",
        *(f"public/rules.json letters.{key}" for key in ("alpha", "prior", "response", "undeliverable")),
    }
)
"""Fields that say something only where lists are as they come and strata differ; others cost less before."""


@cache
def _made(name: str) -> Files:
    return DOSSIERS[name]()


def _own(name: str) -> dict[str, Field]:
    known: set[str] = set()
    for each in DOSSIERS:
        left = OF_THE_ROLL if each != "roll" else ()
        found = {kind: field for kind, field in fields(_made(each)).items() if kind not in left}
        if each == name:
            return {kind: field for kind, field in found.items() if kind not in known}
        known |= found.keys()
    raise KeyError(name)


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_field_is_read_by_a_check(engine: Engine, name: str) -> None:
    said = unread(engine.verify, _made(name), _own(name))
    found = [kind for kind in said if not kind.endswith(" tool")]
    assert found == [each for kind in _own(name) for each in (f"{kind} gone", kind) if each in UNREAD]


def test_the_list_of_what_is_not_read_is_of_fields_that_there_are() -> None:
    known: set[str] = set().union(*(fields(_made(name)) for name in DOSSIERS))
    assert {kind.removesuffix(" gone") for kind in UNREAD} - {"tool"} <= known
