"""What no proof in a dossier shows, and what the solver makes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from support.assemblies import Assembly, retold
from support.dossier_cases import COLUMNS, EVEN
from support.dossiers import dossier
from support.instances import Instance
from support.proofs import by_cut

from tirage.acts.records.audit import audit
from tirage.cli import main
from tirage.draws import seat_draw
from tirage.errors import Refused, VerificationFailed

WHOLE = Instance((("f",), *[("h",)] * 5), ("",) * 6, (("g", (("f", 1, 1), ("h", 2, 2))),), 3)


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_nothing_is_left_for_a_solver_where_everything_is_proved(tmp_path: Path) -> None:
    (found,) = audit(written(dossier(EVEN), tmp_path), solve=True)
    assert found.claims == ()
    assert main(["audit", str(tmp_path), "--json"]) == 0


@pytest.mark.parametrize("solve", [False, True])
def test_a_bound_that_only_a_program_vouches_for(
    solve: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(dossier(COLUMNS), tmp_path)
    (found,) = audit(folder, solve=solve)
    assert [(c.act, c.about, c.best, c.verdict) for c in found.claims] == [
        ("panel", "0", 4, "proved" if solve else "open")
    ]
    assert main(["audit", str(folder), "--lang", "fr", *(["--solve"] if solve else [])]) == 0
    said = capsys.readouterr().out
    assert "coupe 0" in said and ("selon le solveur" in said) is solve


def test_what_is_false_and_passed_the_verifier_is_refuted_with_a_panel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verifier's own search is held back, so that the solver alone can tell."""
    from tirage.verify.checks.certificate import cuts

    monkeypatch.setattr(cuts, "outdone", lambda *_: [])
    monkeypatch.setattr(cuts, "refuted", lambda *_: [])
    lie = by_cut({str(t): "1" for t in range(4)}, "3")
    level = {**COLUMNS.levels[0], "value": "1/4", "bound": "1/4", "proof": lie}
    case = replace(COLUMNS, levels=(level,), chances=dict.fromkeys(range(4), "1/4"))
    folder = written(dossier(case), tmp_path)
    (found,) = audit(folder, solve=True)
    assert [(c.verdict, c.found) for c in found.claims] == [("refuted", 4)]
    assert main(["audit", str(folder), "--solve"]) == VerificationFailed.exit_code


def test_nobody_fits_says_the_record_and_the_solver_is_asked(tmp_path: Path) -> None:
    assembly = Assembly(WHOLE)
    assembly.leave("p000")
    assembly.leave_open()
    opening = assembly.open_seats()
    relaxed = seat_draw.relax(opening)
    assert relaxed.relaxed is not None
    assembly.replace(replace(relaxed, relaxed={**relaxed.relaxed, "proof": None}))

    def unproved(acts: list[tuple[str, dict[str, object]]]) -> None:
        next(body for kind, body in acts if kind == "unfilled")["proof"] = None

    # The plan names the head of the journal before it, which is another one now: nothing but that fails.
    folder = written(assembly.files, tmp_path)
    (found,) = audit(folder, solve=True)
    assert [(c.act, c.about, c.verdict) for c in found.claims] == [("replacements/1", "nobody", "proved")]
    again = Assembly(WHOLE)
    again.leave("p000")
    again.leave_open()
    (found,) = audit(written(retold(again.files, unproved), tmp_path / "unfilled"), solve=True)
    assert [(c.about, c.verdict) for c in found.claims] == [("nobody", "proved")]
    assert found.claims[0].act.endswith("-unfilled.json")


def test_a_dossier_that_does_not_hold_is_not_audited(tmp_path: Path) -> None:
    files = dossier(COLUMNS)
    files["public/lottery.csv"] = files["public/lottery.csv"][:-1]
    with pytest.raises(VerificationFailed):
        audit(written(files, tmp_path))


def test_without_the_guarantors_part_there_is_nothing_to_ask(tmp_path: Path) -> None:
    files = {name: data for name, data in dossier(COLUMNS).items() if not name.startswith("guarantors/")}
    with pytest.raises(Refused):
        audit(written(files, tmp_path))


def test_the_data_are_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(written(dossier(COLUMNS), tmp_path)), "--solve", "--json"]) == 0
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    assert claim == {
        "act": "panel",
        "about": "0",
        "best": "4",
        "proved": "999999999999",
        "verdict": "proved",
        "found": None,
    }


@pytest.mark.parametrize("more", [0, 1])
def test_that_no_lesser_change_would_do_is_asked_where_no_tree_shows_it(
    more: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a maximum that gave way by a seat more than it had to, the solver alone tells."""
    from tirage.verify.checks.certificate import least

    # The verifier's own look at the lottery is held back.
    monkeypatch.setattr(least, "compositions", lambda *_: [])
    assembly = Assembly(WHOLE)
    assembly.leave("p000")
    draw = seat_draw.relax(assembly.open_seats())
    assert draw.relaxed is not None
    moves = json.loads(json.dumps(draw.relaxed["moves"]))
    wider = next(move for move in moves if move["limit"] == "maximum")
    wider["to"] += more
    rows = [
        replace(row, maximum=wider["to"]) if row.category == wider["category"] else row
        for row in draw.quotas.bounds
    ]
    said = {"moves": moves, "proof": draw.relaxed["proof"]}
    assembly.replace(replace(draw, quotas=replace(draw.quotas, bounds=tuple(rows)), relaxed=said))
    folder = written(assembly.files, tmp_path)
    (found,) = audit(folder, solve=True)
    unit = 720_720
    verdict, lesser = ("refuted", 4 * unit) if more else ("proved", None)
    assert [(c.about, c.best, c.proved, c.verdict, c.found) for c in found.claims] == [
        ("least", (4 + more) * unit, 0, verdict, lesser)
    ]
    assert main(["audit", str(folder), "--lang", "en"]) == 0
    assert "no lesser change of quotas" in capsys.readouterr().out


def test_that_nobody_fitted_is_asked_of_those_who_were_in_the_pool_then(tmp_path: Path) -> None:
    assembly = Assembly(WHOLE)
    assembly.leave("p000")
    assembly.leave_open()
    assembly.join(("f",), ("f",))

    def unproved(acts: list[tuple[str, dict[str, object]]]) -> None:
        next(body for kind, body in acts if kind == "unfilled")["proof"] = None

    (found,) = audit(written(retold(assembly.files, unproved), tmp_path), solve=True)
    assert [claim.verdict for claim in found.claims] == ["proved"]
