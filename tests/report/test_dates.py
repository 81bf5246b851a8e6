"""A paper about the draw says what the record had at the draw, however long the journal has become since."""

from __future__ import annotations

from typing import Any

import pytest
from support.assemblies import Assembly
from support.instances import Instance
from support.reporting import RENDERINGS, document

from tirage.dossier.canonical import sha256
from tirage.report.document import Fact, Facts, Items, Table
from tirage.report.pages import roster
from tirage.report.rendering import markdown
from tirage.report.verified import verified_dossier
from tirage.report.wording import Wording
from tirage.verify import verify

ONE = (("g", (("f", 2, 3), ("h", 1, 2))),)
TEN = Instance((("f",),) * 6 + (("h",),) * 4, ("",) * 10, ONE, 4)


@pytest.fixture(scope="module")
def assembly() -> Assembly:
    """Drawn, then lived in for some days."""
    found = Assembly(TEN)
    for _ in range(2):
        found.leave(found.life.seated[0])
    found.replace()
    return found


def facts(assembly: Assembly, kind: str) -> dict[str, Any]:
    sections = document(assembly.files, kind, "en").sections
    rows: list[Fact] = [
        row for each in sections for block in each.blocks if isinstance(block, Facts) for row in block.rows
    ]
    return {row.key: row.value for row in rows}


@pytest.mark.parametrize("kind", ["quotas", "life"])
def test_the_panel_is_dated_by_the_act_that_drew_it(kind: str, assembly: Assembly) -> None:
    act = next(entry for entry in assembly.entries if entry.type == "panel")
    assert act.time[:10] != assembly.entries[-1].time[:10]
    assert facts(assembly, kind)["time"] == Wording("en").moment(act.time)


def test_the_public_page_tells_the_day_of_the_draw(assembly: Assembly) -> None:
    act = next(entry for entry in assembly.entries if entry.type == "panel")
    (how,) = (each for each in document(assembly.files, "public", "en").sections if each.key == "how")
    (steps,) = how.blocks
    assert isinstance(steps, Items)
    assert Wording("en").moment(act.time) in steps.words[-1]


@pytest.mark.parametrize("kind", ["quotas", "public", "life"])
def test_the_head_to_compare_is_the_one_of_the_draw(kind: str, assembly: Assembly) -> None:
    act = next(entry for entry in assembly.entries if entry.type == "panel")
    assert facts(assembly, kind)["head_drawn"] == sha256(act.data)


def test_only_the_page_on_the_life_has_the_day_of_the_last_act(assembly: Assembly) -> None:
    last = Wording("en").moment(assembly.entries[-1].time)
    assert facts(assembly, "life")["last"] == last
    for kind in ("quotas", "public"):
        for shape in ("html", "json", "md"):
            page = RENDERINGS[shape].render(document(assembly.files, kind, "en")).decode()
            assert last.partition(",")[0] not in page, (kind, shape)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_whoever_sits_does_so_since_the_day_by_the_clocks_of_the_place(zone: str, assembly: Assembly) -> None:
    """One of the two is always on another day than UTC."""
    own = Wording("en").at(zone)
    page = roster.page(verified_dossier(assembly.files, verify(assembly.files)), own)
    (table,) = (block for block in page.sections[0].blocks if isinstance(block, Table))
    drawn = {entry.time for entry in assembly.entries if entry.type in {"panel", "replacement"}}
    assert {row[1] for row in table.rows} == {own.day_of(time) for time in drawn}
    assert f"On {own.day_of(assembly.entries[-1].time)}, " in markdown.render(page).decode()
