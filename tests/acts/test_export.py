"""A draw in the forms of other programs: what is written is read back to the same pool and quotas."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw
from support.refusals import quotas

import tirage
from tirage.acts.export import Form, export, respondents_csv
from tirage.cli import main
from tirage.errors import Refused
from tirage.people.pool.read import read_pool
from tirage.quotas.csv_text import quotas_csv
from tirage.quotas.model import Bound, Quotas, published
from tirage.quotas.read import read_quotas


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "dossier"
    assert draw(PETIT / "volontaires.csv", out) == 0
    return out


@pytest.mark.parametrize(("form", "quota_file"), [("peers", "features.csv"), ("panelot", "categories.csv")])
def test_what_is_exported_is_read_back(
    planned: Path, tmp_path: Path, form: str, quota_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["export", str(planned), "--format", form, "--out", str(out), "--json", "--lang", "en"]) == 0
    said = json.loads(capsys.readouterr().out)
    panels = {"panels.csv" if form == "panelot" else "assemblies.csv"}
    assert (
        set(said["files"])
        == {path.name for path in out.iterdir()}
        == {quota_file, "respondents.csv"} | panels
    )
    asked = read_quotas(out / quota_file, seats=6).quotas
    assert asked == published(json.loads((planned / "public/quotas.json").read_bytes()))
    found = read_pool(out / "respondents.csv", asked, household=["household"])
    lines = (planned / "guarantors/pool.csv").read_text("utf-8").splitlines()[1:]
    assert [f"{each.pid},{each.household},{','.join(each.features)}" for each in found.pool.people] == lines
    assert said["panels"] == 39
    listed = (out / panels.pop()).read_text("utf-8").splitlines()
    assert listed[form == "peers" :] == (planned / "public/lottery.csv").read_text("utf-8").splitlines()


def chances_of(planned: Path) -> dict[str, Fraction]:
    rows = (planned / "guarantors/chances.csv").read_text("utf-8").splitlines()[1:]
    return {pid: Fraction(int(panels), 39) for pid, panels, _ in (row.split(",") for row in rows)}


@pytest.mark.parametrize("form", ["peers", "panelot", "nature"])
def test_an_audit_of_what_is_exported_gives_the_chances_on_record(
    planned: Path, tmp_path: Path, form: Form
) -> None:
    """In every form; whether the ids are there, or rows stand for them."""
    export(planned, form, tmp_path / "out")
    found = tirage.audit_published(tmp_path / "out")
    assert found.contradictions == ()
    assert found.best is not None and found.best.checked == "held"
    assert found.compared is not None and found.compared.rounded
    known = chances_of(planned)
    given = [found.chances.get(person.pid, 0) for person in found.published.file.pool.people]
    assert given == [known[pid] for pid in sorted(known)]
    if form == "nature":
        (curve,) = found.curves
        assert curve.moved is not None and curve.moved < Fraction(1, 10)


def test_of_a_draw_the_peers_have_who_was_drawn_and_who_remains(planned: Path, tmp_path: Path) -> None:
    """Nobody remains who lives with somebody drawn."""
    drawn = Path(shutil.copytree(planned, tmp_path / "dossier"))
    assert main(["draw", "panel", "--dossier", str(drawn), "--seed", DICE, "--yes"]) == 0
    export(drawn, "peers", tmp_path / "out")
    found = tirage.audit_published(tmp_path / "out")
    assert found.published.panel is not None and found.lottery is not None
    assert len(found.published.panel) == 6 and found.lottery.drawn and found.panel.unmet == ()
    roles = {Path(each.name).name: each.role for each in found.published.files}
    assert roles["selected.csv"] == "selected" and roles["remaining.csv"] == "remaining"
    everybody, *parts = (
        (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        for name in ("respondents", "selected", "remaining")
    )
    assert all(set(part) <= set(everybody) for part in parts), "a person's row is one, home and all"


def test_what_peers_read_has_no_two_people_alone_at_one_address() -> None:
    """A blank address is an address to them; ids may be called `h1`, or differ by a zero alone."""
    rows = [("h1", "", "F"), ("p2", "h1", "F"), ("p3", "h1", "F"), ("p4", "", "F")]
    text = respondents_csv(rows, quotas(genre="F:0-9"))
    homes = [line.rpartition(",")[2] for line in text.splitlines()[1:]]
    assert homes == ["alone-1", "h1", "h1", "alone-4"]


def test_a_column_that_a_criterion_is_called_like_has_another_name() -> None:
    text = respondents_csv([("p1", "h1", "x", "y")], quotas(id="x:0-9", household="y:0-9"))
    assert text.splitlines() == ["id_,id,household,household_", "p1,x,y,h1"]


def test_crossings_are_a_feature_of_their_own_with_every_cell(tmp_path: Path) -> None:
    asked = Quotas.of(
        {
            "g": {"F": (1, 2), "H": (1, 2)},
            "s": {"1": (0, 3), "2, rue": (0, 3)},
            "g × s": {"F × 1": (1, 1)},
        }
    )
    (tmp_path / "q.csv").write_text(quotas_csv(asked, ("feature", "value"), 3), "utf-8")
    found = read_quotas(tmp_path / "q.csv", seats=3).quotas
    assert found.bounds[:5] == asked.bounds
    assert [(each.category, each.minimum, each.maximum) for each in found.bounds[5:]] == [
        ("F × 2, rue", 0, 3),
        ("H × 1", 0, 3),
        ("H × 2, rue", 0, 3),
    ]
    text = respondents_csv([("p1", "", "F", "2, rue")], asked)
    assert text.splitlines()[1] == 'p1,F,"2, rue","F × 2, rue",alone-1'


def test_flex_bounds_are_written_where_there_are_any(tmp_path: Path) -> None:
    asked = Quotas((Bound("g", ((0, "F"),), 1, 2, 0, 3), Bound("g", ((0, "H"),), 1, 2)))
    (tmp_path / "q.csv").write_text(quotas_csv(asked, ("feature", "value"), 3), "utf-8")
    first, second = read_quotas(tmp_path / "q.csv", seats=3).quotas.bounds
    assert first == asked.bounds[0]
    assert (second.min_flex, second.max_flex) == (1, 2)


def test_without_the_guarantors_part_nothing_is_exported(planned: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    assert main(["publish", str(planned), "--for", "public", "--out", str(pack)]) == 0
    with pytest.raises(Refused, match=r"export\.no_pool"):
        export(pack, "peers", tmp_path / "out")
    assert not (tmp_path / "out").exists()
