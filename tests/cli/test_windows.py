"""Whole journeys under the rules by which Windows keeps files."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish, on_disk, plan_options
from support.consoles import console
from support.journey import begun, frame, run, whole
from support.windows_rules import Windows, refusal

from tirage.cli import main
from tirage.dossier import files as dossier
from tirage.dossier.scratch import SCRATCH, scratch_folder
from tirage.dossier.system.locks import is_held, locked
from tirage.dossier.system.outputs import write_over
from tirage.errors import InputInvalid
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks this system what is open")

OTHER = "2 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
SAID = pytest.CaptureFixture[str]
BAR = re.compile(r"\x1b\[\?25[hl]")
"""What hides the cursor while a bar moves, and shows it again."""


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """Its rules, for one test."""
    return Windows(monkeypatch)


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


def drawn(out: Path) -> Path:
    assert draw(PETIT / "volontaires.csv", out, "--rehearsal", "--seed", DICE) == 0
    return out


@pytest.mark.usefixtures("windows")
def test_from_the_rolls_to_the_panel_and_its_pack(tmp_path: Path) -> None:
    folder = whole(tmp_path)
    assert verify(read(folder)).ok
    assert run("publish", "--for", "public", "--out", tmp_path / "pack", "--zip", folder) == 0
    assert run("verify", tmp_path / "pack.zip") == 0
    assert run("erase", folder, "--reason", "Fin", "--yes") == 0
    assert not (folder / "private").exists()
    assert hidden(tmp_path) == []


@pytest.mark.usefixtures("windows")
def test_from_volunteers_to_the_next_assembly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def on(day: str, *words: object) -> int:
        monkeypatch.setenv("TIRAGE_CLOCK", f"{day}T09:00:00Z")
        return run(*words)

    out = tmp_path / "d"
    monkeypatch.setenv("TIRAGE_CLOCK", "2026-11-23T09:00:00Z")
    drawn(out)
    panel = (out / "public/panel.csv").read_text().split()[1:]
    assert on("2026-11-24", "term", out, "--start", "2026-12-01", "--months", 12) == 0
    assert on("2026-11-25", "proof", panel[0], out, "--out", tmp_path / "proof.html") == 0
    assert on("2026-11-26", "record", "withdrawal", panel[0], out) == 0
    assert on("2026-11-27", "draw", "replacements", out, "--relax") == 0
    assert on("2026-11-28", "draw", "replacements", out, "--seed", OTHER) == 0
    assert on("2027-12-01", "draw", "renewal", out, "--cooling-off", 36) == 0
    assert on("2027-12-02", "status", out / "next") == 0
    assert verify(read(out)).ok
    assert hidden(tmp_path) == []


def test_what_a_kill_has_left_is_swept_and_what_is_in_use_is_not(tmp_path: Path, windows: Windows) -> None:
    lists, received = begun(tmp_path, 60)
    assert frame(lists, received) == 0
    before = on_disk(lists)
    for left in (f"private/{SCRATCH}1-0", ".tirage-staging-1-0", ".tirage-new-1-0"):
        (lists / left).mkdir()
        (lists / left / "00000.csv").write_text("INVENTED,Zoé\n", encoding="utf-8")
    assert run("status", lists) == 0
    assert on_disk(lists) == before and hidden(lists) == []
    with scratch_folder(lists) as scratch:
        (scratch / "a").write_bytes(b"x")
        dossier.recover(lists)
        assert (scratch / "a").exists()
    assert hidden(lists) == []
    assert windows.waits == 0


def test_a_lock_keeps_others_out_and_leaves_nothing(tmp_path: Path, windows: Windows) -> None:
    assert not is_held(tmp_path)
    with locked(tmp_path):
        assert is_held(tmp_path)
    assert not is_held(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert windows.waits == 0


def test_a_medium_that_cannot_be_written_is_read_without_a_lock(
    tmp_path: Path,
    windows: Windows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn(tmp_path / "d")

    def refused(folder: Path) -> int:
        raise refusal(PermissionError, errno.EACCES, 5, folder)

    monkeypatch.setattr("tirage.dossier.system.locks._file_locked", refused)
    assert dossier.read(tmp_path / "d")
    assert windows.waits > 0


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_file_that_an_antivirus_has_for_a_moment_is_waited_for(
    tmp_path: Path,
    windows: Windows,
    lang: str,
    capsys: SAID,
) -> None:
    out = tmp_path / "d"
    assert draw(PETIT / "volontaires.csv", out, lang=lang) == 0
    windows.hold(out / "private/pool.csv", waits=3)
    assert main(["erase", str(out), "--reason", "Fin", "--yes", "--lang", lang]) == 6  # a plan waits
    assert main(["void", str(out), "--reason", "Fin", "--lang", lang]) == 0
    capsys.readouterr()
    assert main(["erase", str(out), "--reason", "Fin", "--yes", "--lang", lang]) == 0
    assert windows.waits == 3
    assert not (out / "private").exists()
    assert "private" not in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_file_that_a_spreadsheet_keeps_is_named_with_what_to_close(
    tmp_path: Path,
    windows: Windows,
    lang: str,
    capsys: SAID,
) -> None:
    out = drawn(tmp_path / "d")
    name = out / "private/panel.csv"
    windows.hold(name)
    capsys.readouterr()
    assert main(["erase", str(out), "--reason", "Fin", "--yes", "--lang", lang]) == 1
    said = capsys.readouterr().err
    assert {"fr": "EST inscrite", "en": "IS on record"}[lang] in said and str(name) in said
    assert {"fr": "tableur", "en": "spreadsheet"}[lang] in said
    # Once it is closed, the next command finishes, and says so.
    windows.held.clear()
    assert main(["status", str(out), "--lang", lang]) == 0
    assert {"fr": "maintenant achevé", "en": "finished now"}[lang] in capsys.readouterr().err
    assert not (out / "private").exists()
    assert verify(read(out)).ok


def test_a_folder_that_is_being_synchronised_leaves_the_dossier_as_it_was(
    tmp_path: Path,
    windows: Windows,
    monkeypatch: pytest.MonkeyPatch,
    capsys: SAID,
) -> None:
    out = tmp_path / "d"
    assert draw(PETIT / "volontaires.csv", out, "--rehearsal") == 0
    before = on_disk(out)
    staged = out / ".tirage-staging-1-0"
    monkeypatch.setattr("os.getpid", lambda: 1)
    windows.hold(staged)
    capsys.readouterr()
    assert finish(out, "--seed", DICE) == 3
    said = capsys.readouterr().err
    assert "[output.held]" in said and str(staged) in said
    windows.held.clear()
    assert finish(out, "--seed", DICE) == 0
    assert {name: data for name, data in on_disk(out).items() if name in before} == before
    assert hidden(out) == []


def test_a_file_of_the_act_that_is_held_up_is_put_into_place_by_the_next_command(
    tmp_path: Path,
    windows: Windows,
    capsys: SAID,
) -> None:
    out = tmp_path / "d"
    assert draw(PETIT / "volontaires.csv", out, "--rehearsal") == 0
    windows.hold(out / ".tirage-commit/public/panel.csv")
    capsys.readouterr()
    assert finish(out, "--seed", DICE) == 1
    said = capsys.readouterr().err
    assert "IS on record" in said and ".tirage-commit/public/panel.csv" in said
    windows.held.clear()
    assert run("status", out) == 0
    assert "finished now" in capsys.readouterr().err
    assert verify(read(out)).ok and (out / "public/panel.csv").exists()


def test_a_list_that_a_spreadsheet_has_open_is_replaced_with_its_other_form_or_not_at_all(
    tmp_path: Path, windows: Windows
) -> None:
    former, latter = ({f"members.{shape}": word for shape in ("json", "xlsx")} for word in (b"old", b"new"))
    write_over(tmp_path, former)
    windows.hold(tmp_path / "members.xlsx")
    with pytest.raises(InputInvalid, match=r"members\.xlsx.*\[output\.held\]"):
        write_over(tmp_path, latter)
    assert on_disk(tmp_path) == former and hidden(tmp_path) == []
    windows.hold(tmp_path / "members.xlsx", waits=2)
    write_over(tmp_path, latter)
    assert on_disk(tmp_path) == latter and hidden(tmp_path) == []


def test_a_path_that_is_too_long_is_said_before_anything_is_written(
    tmp_path: Path,
    windows: Windows,
    capsys: SAID,
) -> None:
    deep = tmp_path
    while len(str(deep)) < 245:
        deep /= "x" * min(40, 250 - len(str(deep)))
    assert draw(PETIT / "volontaires.csv", deep / "d") == 3
    assert "[output.long]" in capsys.readouterr().err
    assert not (deep / "d").exists() and not windows.held


@pytest.mark.parametrize("name", ["CON", "aux.html", "slip.html.", "a:b.html"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_name_of_a_device_is_refused_for_what_is_written(
    tmp_path: Path, name: str, lang: str, capsys: SAID
) -> None:
    out = drawn(tmp_path / "d")
    capsys.readouterr()
    assert main(["anchor", str(out), "--out", str(tmp_path / name), "--lang", lang]) == 3
    assert "[output.name]" in capsys.readouterr().err
    assert draw(PETIT / "volontaires.csv", tmp_path / name) == 3


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_window_with_the_signs_of_1252_shows_everything(
    tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = console(monkeypatch)
    pool, out = str(PETIT / "volontaires.csv"), str(tmp_path / "d")
    typed = ["draw", "panel", pool, "--out", out, *plan_options(lang=lang), "--rehearsal", "--seed", DICE]
    for words in (
        typed,
        ["status", out],
        ["history", out],
        ["verify", out],
        ["chances", pool, "--quotas", str(PETIT / "quotas.csv"), "--seats", "6"],
        ["check", pool, "--quotas", str(PETIT / "quotas.csv"), "--seats", "6"],
        ["publish", out, "--for", "public", "--out", str(tmp_path / "pack")],
        ["draw", "panel", "--out", out],
    ):
        main([*words, "--lang", lang])
    said = written().decode("cp1252")
    assert "Traceback" not in said
    # No sign of ours is lost: where the window has none, another stands for it.
    assert "?" not in BAR.sub("", said)
