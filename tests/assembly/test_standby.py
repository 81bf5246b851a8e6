"""A standby: who comes next, one seat after another, without a solver and without another ceremony."""

from __future__ import annotations

import pytest
from support.assemblies import Assembly
from support.instances import Instance

from tirage.verify import Report, verify

RULE = {"seats": 3, "months": 6, "order": "hidden"}
EVEN = Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)


def codes(report: Report) -> list[str]:
    return [check.code for check in report.checks if check.status == "failed"]


@pytest.mark.parametrize("order", ["hidden", "published"])
def test_vacancies_are_filled_one_by_one_and_both_verifiers_agree(order: str) -> None:
    assembly = Assembly(EVEN, standby={**RULE, "order": order})
    assembly.stand_by()
    first, second = assembly.life.seated[:2]
    assembly.leave(first)
    assembly.leave(second)
    assert assembly.life.due == (first, second)
    assembly.succeed()
    assert not assembly.life.vacant
    assert len(assembly.life.seated) == 4
    report = verify(assembly.files)
    assert codes(report) == []
    said = {check.code: check for check in report.checks}
    assert said["standby.next"].got == "2"
    assert said["beyond.standby"].got == f"standby/1: {order}"
