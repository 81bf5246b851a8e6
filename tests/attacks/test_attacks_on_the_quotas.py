"""Quotas that were changed once it was known who volunteers: lawful with a reason, and said."""

from __future__ import annotations

import pytest
from support.attacks import body, failures, retold
from support.dossier_cases import EVEN
from support.dossiers import Files, dossier
from support.waves import answered

from tirage.verify import verify


def changed(*moves: tuple[str, str, str, int, int]) -> Files:
    """`EVEN` whose quotas were these before."""
    rows = [
        {"criterion": criterion, "category": category, "limit": limit, "from": before, "to": now}
        for criterion, category, limit, before, now in moves
    ]
    change = {"date": "2026-11-22", "reason": "balance", "from_sha256": "a" * 64, "rows": rows}
    return retold(dossier(EVEN), lambda acts: body(acts, "quotas").update(changes=[change]))


def said(files: Files) -> list[str]:
    return [check.got for check in verify(files).checks if check.code == "beyond.changes"]


@pytest.mark.parametrize(
    ("move", "shown"),
    [
        (("gender", "F", "minimum", 1, 2), "gender F minimum: 1 → 2"),
        (("age", "O", "maximum", 1, 2), "age O maximum: 1 → 2"),
    ],
)
def test_quotas_made_to_measure_with_a_reason_are_said(
    move: tuple[str, str, str, int, int], shown: str
) -> None:
    """Tightened as well as relaxed: a reason is no proof."""
    files = changed(move)
    assert not failures(files)
    assert said(files) == [shown]


def test_many_changes_are_not_all_shown() -> None:
    moves = [("gender", "F", "minimum", *((1, 2) if number % 2 else (2, 1))) for number in range(1, 12)]
    (shown,) = said(changed(*moves))
    assert shown.count(" → ") == 10 and shown.endswith("; …")


def test_quotas_made_to_measure_before_the_record_begins_are_told() -> None:
    """From a file of volunteers that is at hand quotas can be made for a friend, and recorded first."""
    lines = [check.status for check in verify(dossier(EVEN)).checks if check.code == "beyond.known"]
    assert lines == ["not-checked"]
    assert "beyond.known" not in {check.code for check in verify(answered()).checks}


def test_of_quotas_that_were_not_changed_nothing_is_said() -> None:
    assert not said(dossier(EVEN))


def test_changes_that_do_not_lead_to_the_quotas_published() -> None:
    """A change to what is not published hides what they were."""
    assert "quotas.changes" in failures(changed(("gender", "F", "minimum", 0, 1)))
    assert "quotas.changes" in failures(changed(("gender", "X", "minimum", 1, 2)))
