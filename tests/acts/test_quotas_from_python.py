"""Quota files from Python, as the commands make them: built from a census, relaxed until a panel exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import PETIT

from tirage.acts.inputs import DrawOptions
from tirage.acts.quotas import BuildOptions, RelaxOptions, build, relax
from tirage.errors import InputInvalid, Refused
from tirage.quotas.read import read_quotas

CENSUS = "critère;modalité;effectif\ngenre;Femme;520\ngenre;Homme;480\n"


def test_quotas_are_built_and_never_over_another_file(tmp_path: Path) -> None:
    census, out = tmp_path / "census.csv", tmp_path / "quotas.yaml"
    census.write_text(CENSUS, encoding="utf-8")
    found = build(census, BuildOptions(6, targets=("genre:Femme=50%",)), out, "en")
    assert [row.seats for row in found.built.criteria["genre"]] == [3, 3]
    assert found.notes[-1].code == "build.written"
    assert [row.minimum for row in read_quotas(out, seats=6).quotas.bounds] == [3, 3]
    with pytest.raises(Refused):
        build(census, BuildOptions(6), out, "en")


def test_every_option_that_is_wrong_is_said_with_the_table(tmp_path: Path) -> None:
    options = BuildOptions(6, ("a lot",), ("Femme",))
    with pytest.raises(InputInvalid) as raised:
        build(tmp_path / "none.csv", options, None, "en")
    codes = [defect.code for defect in raised.value.defects]
    assert codes == ["census.tolerance", "census.target.text", "file.missing"]


def test_the_chosen_change_is_written_under_its_reason(tmp_path: Path) -> None:
    quotas, out = tmp_path / "quotas.csv", tmp_path / "new.yaml"
    text = (PETIT / "quotas.csv").read_text(encoding="utf-8")
    changed = text.replace("Nord,2,2", "Nord,6,6").replace("Centre,2,2", "Centre,0,0")
    quotas.write_text(changed.replace("Sud,2,2", "Sud,0,0"), encoding="utf-8")
    asked = DrawOptions(PETIT / "volontaires.csv", quotas, 6)
    said: list[object] = []
    options = RelaxOptions(choose=1, reason="No panel", out=out)

    def first(moves: object, proved: bool) -> None:
        assert proved
        said.append(moves)

    found = relax(asked, options, today="2026-11-27", before=said.append, first=first)
    assert found.proposals.alternatives[0].moves == said[1]
    assert [note.code for note in found.notes] == ["relax.written"]
    (change,) = read_quotas(out, seats=6).changes
    assert (change.date, change.reason, change.moves) == ("2026-11-27", "No panel", said[1])
