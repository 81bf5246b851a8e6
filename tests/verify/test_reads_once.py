"""What many acts follow from is read once, however many acts there are: reads are counted, not time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.genuine import lived, waited

from tirage.verify import verify
from tirage.verify.checks.chance import plan
from tirage.verify.checks.life import remains
from tirage.verify.checks.record import files as files_of_record
from tirage.verify.reading import documents

POOL = "guarantors/pool.csv"


@pytest.mark.parametrize("data", [b'{"spec":', b'{"spec":"tirage/2"}'])
def test_a_plan_that_cannot_be_read_is_read_once_for_all_that_follows_from_it(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []

    def counted(given: bytes) -> Any:
        read.append(given)
        return documents.parse_json(given)

    for module in (plan, files_of_record):
        monkeypatch.setattr(module, "parse_json", counted)
    report = verify({**lived(), "public/plan.json": data})
    # Once as a document, once as a plan.
    assert not report.ok and read.count(data) <= 2


@pytest.mark.parametrize("made", [lived, waited])
def test_the_panels_pool_is_read_twice_for_all_that_came_after(
    made: Callable[[], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = made()
    later = [name for name in files if name.endswith("sitting.csv")]
    assert later
    read: dict[str, list[bytes]] = {"read_pool": [], "rows": []}

    def counted(name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(remains, name)

        def reading(data: bytes, *more: Any) -> Any:
            read[name].append(data)
            return real(data, *more)

        return reading

    for name in read:
        monkeypatch.setattr(remains, name, counted(name))
    assert verify(files).ok
    # Once as rows, once as profiles.
    assert {name: found.count(files[POOL]) for name, found in read.items()} == {"read_pool": 1, "rows": 1}
