"""A roll, a frame, letters – and then a panel that has nothing to do with them, everything re-hashed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from support.attacks import body, edited, failures, retold
from support.dossiers import Case, Files, acts_of, dossier, rechained, sha
from support.waves import answered, sealed

from tirage.verify import verify

DICE = "1 1 2 2 3 3 4 4 5 5 6 6 1 2 3 4 5 6 1 2"
FRIENDS = sorted(sha(f"friend {i}".encode())[:32] for i in range(14))


def panel_of(seats: int, pids: Sequence[str] = FRIENDS) -> Case:
    """As many women as men, each with the same chance; one seat more of the one or of the other in turn."""
    few, many = seats // 2, seats - seats // 2
    return Case(
        people=tuple((pid, "", ("FM"[i % 2],)) for i, pid in enumerate(pids)),
        quotas=(("genre", (("F", 2, 5), ("M", 2, 5))),),
        seats=seats,
        turns=({("F",): few, ("M",): many}, {("F",): many, ("M",): few}) * 14,
        levels=(
            {
                "value": str(Fraction(seats, len(pids))),
                "profiles": [0, 1],
                "people": len(pids),
                "proof": {"nu": "1", "quotas": {}, "households": {}},
            },
        ),
        text=DICE,
    )


def after(front: Files, case: Case) -> Files:
    """The draw of a case behind the acts of a roll."""
    back = dossier(case)
    acts = [*acts_of(front), *acts_of(back)[1:]]
    own = {"ids": "alias", "rules": sha(front["public/rules.json"])}
    next(body for kind, body in acts if kind == "pool").update(own)
    return rechained(front | back, acts)


def without_letters(front: Files) -> Files:
    acts = [act for act in acts_of(front) if act[0] in {"open", "key", "rolls", "frame", "quotas"}]
    return rechained({name: data for name, data in front.items() if "letters" not in name}, acts)


@pytest.mark.parametrize("front", [sealed, lambda: without_letters(sealed())], ids=["letters", "none"])
def test_a_pool_of_friends_that_no_answers_precede(front: Callable[[], Files]) -> None:
    """Nobody of them got a letter; without a round of answers there was nothing to compare them with."""
    files = after(front(), panel_of(7))
    # The pool of a case has no leaves of receipts, and the rules leave the number of panels to the chances.
    assert failures(files) - {"pool.root"} == {"responses.pool", "lottery.needed"}
    public = {name: data for name, data in files.items() if not name.startswith("guarantors/")}
    assert failures(public) - {"pool.root"} == {"responses.pool", "lottery.needed"}


@pytest.mark.parametrize("cause", ["former-member", "invited"])
def test_rivals_left_out_as_former_members_of_nothing(cause: str) -> None:
    """No assembly came before this one."""
    files = edited(sealed(), "public/frame.json", lambda frame: frame.update(causes={cause: 2}))

    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        body(acts, "frame").update(causes={cause: 2}, sha256=sha(files["public/frame.json"]))

    assert failures(retold(files, edit)) == {"frame.counts"}


def test_a_seat_less_than_the_rules_have() -> None:
    """Announced before the letters, and shared out among the streams: chosen once the answers were known."""
    due, fewer = (failures(after(answered(), panel_of(seats))) for seats in (7, 6))
    assert fewer - due == {"order.kept"}


def loosened(*rows: dict[str, Any], source: str = "") -> Files:
    """The women's minimum is 1 in the end, where 2 was announced; the changes on record are these."""
    case = replace(panel_of(7), quotas=(("genre", (("F", 1, 5), ("M", 2, 5))),))
    front = answered()
    announced = body(acts_of(front), "quotas")["source"]
    change = {
        "date": "2026-11-22",
        "reason": "balance",
        "from_sha256": source or announced,
        "rows": list(rows),
    }
    files = after(front, case)

    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        [final] = [said for kind, said in acts if kind == "quotas"][1:]
        final["changes"] = [change]

    return retold(files, edit)


def row(limit: str, before: int, now: int, category: str = "F") -> dict[str, Any]:
    return {"criterion": "genre", "category": category, "limit": limit, "from": before, "to": now}


DUE = {"responses.pool", "pool.root", "lottery.needed"}
"""What fails of any such panel, which no answers precede."""


def test_quotas_loosened_by_changes_of_another_file() -> None:
    lawful = failures(loosened(row("minimum", 2, 1)))
    assert "quotas.announced" not in lawful
    assert failures(loosened(row("minimum", 2, 1), source="0" * 64)) - lawful == {"quotas.announced"}


def test_quotas_loosened_by_changes_that_begin_elsewhere_or_of_another_limit() -> None:
    lawful = failures(loosened(row("minimum", 2, 1)))
    assert failures(loosened(row("minimum", 3, 1))) - lawful == {"quotas.announced"}
    found = failures(loosened(row("minimum", 2, 1, "M"))) - lawful
    assert found == {"quotas.announced", "quotas.changes"}


def test_strangers_put_into_one_household_of_the_frame_are_counted() -> None:
    """They share a letter then, and nobody but the organiser says that they live together."""
    said = [check.got for check in verify(answered()).checks if check.code == "beyond.households"]
    assert said and all(" × " in each for each in said)


def test_that_the_key_made_the_aliases_is_said_to_be_unchecked() -> None:
    """One person under two aliases has two chances; who has no key sees two people."""
    lines = [check.status for check in verify(answered()).checks if check.code == "beyond.aliases"]
    assert lines == ["not-checked"]
