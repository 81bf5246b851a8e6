"""A roll, a frame, letters – and then a panel that has nothing to do with them, everything re-hashed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest
from support.attacks import body, edited, failures, retold
from support.dossiers import Case, Files, acts_of, dossier, rechained, sha
from support.waves import answered, sealed

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
    acts = [act for act in acts_of(front) if act[0] in {"open", "key", "roll", "frame", "quotas"}]
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
