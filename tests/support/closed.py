"""Dossiers that say more than the plainest: what a frame was closed over and of which places, who was asked.

Each is made by hand-sized code around the hats of `waves` and the cases of `dossier_cases`: an attack changes
one thing in its entry and everything that can be re-hashed is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from support.attacks import body, edited, retold
from support.dossier_cases import PLAIN
from support.dossiers import Files, acts_of, canon, dossier, rechained, sha
from support.waves import WEIGHED, Hat, answered, sealed, with_hashes

GEOGRAPHY = "public/geography.json"
MISSING = {"cause": "list-missing", "subject": "LCE", "places": [], "count": 0, "against": 0}
DIFFERS = {"cause": "count-differs", "subject": "LP", "places": [], "count": 32, "against": 40}
WHY = [
    {"cause": "count-differs", "reason": "Eight were struck off."},
    {"cause": "list-missing", "reason": "Nobody of the Union lives here."},
]
DECLARED = {"no_household": sha(b"addresses.csv"), "addresses": 2}
Change = Callable[[dict[str, Any]], Any]


def over_findings(
    change: Change = lambda frame: None,
    *,
    expected: int | None = 40,
    place: str = "",
    roll: Files | None = None,
) -> Files:
    """A dossier whose frame was closed over two findings; `expected`: electors of the main list."""
    files = dict(sealed(drop=6) if roll is None else roll)
    if expected is not None:
        known = {"expected": [{"list": "LP", "place": place, "electors": expected}]}
        files["public/rules.json"] = canon(json.loads(files["public/rules.json"]) | known)
    found = [DIFFERS, MISSING] if expected is not None else [MISSING]
    causes = {each["cause"] for each in found}
    accepted = [dict(each) for each in WHY if each["cause"] in causes]

    def closed(acts: list[tuple[str, dict[str, Any]]]) -> None:
        body(acts, "frame").update(findings=[dict(each) for each in found], accepted=accepted)
        change(body(acts, "frame"))

    return with_hashes(retold(files, closed))


def place(label: str, column: int) -> dict[str, Any]:
    """A place of a table, with its tile in the first row."""
    return {"label": label, "population": 1_000, "tiles": [{"column": column, "row": 1}]}


def places(name: str, *places: Mapping[str, Any]) -> dict[str, Any]:
    """A table of places."""
    return {"name": name, "sha256": sha(b"quartiers.csv"), "source": "", "places": list(places)}


OWN = places("quartiers", place("F", 1), place("M", 2))


def placed(*tables: Mapping[str, Any], named: str = "quartiers", roll: Files | None = None) -> Files:
    """The dossier of a roll, whose strata are two places by address, sealed again from end to end."""

    def by_address(rules: dict[str, Any]) -> None:
        rules["criteria"][0].update({"from": "address", "geography": named, "categories": []})

    files = edited(sealed(Hat(letters=(7,))) if roll is None else roll, "public/rules.json", by_address)
    files[GEOGRAPHY] = canon({"spec": "tirage/2", "tables": list(tables)})
    return with_hashes(
        retold(files, lambda acts: body(acts, "frame").update(geography=sha(files[GEOGRAPHY])))
    )


def recoded(files: Files) -> Files:
    """The dossier whose answers a recoding made."""
    return retold(files, lambda acts: body(acts, "responses").update(recoding=sha(b"recoding")))


def with_everything_of_a_roll() -> Files:
    """Places of its own, findings accepted, homes that are none, weights, and answers that were recoded."""
    roll = placed(OWN, roll=sealed(replace(WEIGHED, letters=(9,))))
    return recoded(answered(over_findings(lambda frame: frame.update(DECLARED), roll=roll)))


def settled() -> Files:
    """A draw without quotas from a file in which somebody decided who is in it."""
    said = {"decisions": sha(b"review.csv"), "same": 2, "different": 1, "lists": {"staff": sha(b"staff.csv")}}
    files = dossier(PLAIN)
    acts = acts_of(files)
    pool = body(acts, "pool")
    causes = {"duplicate": 2, "minor": 1, "staff": 1}
    pool.update(said, **DECLARED, causes=causes, excluded=4, read=pool["kept"] + 4)
    return rechained(files, acts)
