"""A program that was frozen: what needs its own sources says so, and never makes something of nothing."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tirage.cli
from tirage import program as whole
from tirage.cli import app, main
from tirage.verify import export, program

SAID = pytest.CaptureFixture[str]


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The verifier with no source but those of the folder that is given."""
    own = tmp_path / "frozen"
    own.mkdir()
    monkeypatch.setattr(program, "_HERE", own)
    for cached in (program.members, program.fingerprint):
        cached.cache_clear()
    yield own
    for cached in (program.members, program.fingerprint):
        cached.cache_clear()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_empty_verifier_is_never_exported(frozen: Path, tmp_path: Path, lang: str, capsys: SAID) -> None:
    target = tmp_path / "verifier.pyz"
    assert main(["verify", "--export", str(target), "--lang", lang]) == 6
    assert "tirage_verify/" in capsys.readouterr().err
    assert not target.exists()
    assert frozen.is_dir()


def test_a_verifier_has_a_name_that_windows_can_write(tmp_path: Path, capsys: SAID) -> None:
    for name in ("aux.pyz", "verifier.pyz.", "a:b.html"):
        assert main(["verify", "--export", str(tmp_path / name)]) == 3
        assert "[output.name]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["verifier.pyz", "verifier.html"])
def test_a_verifier_goes_into_a_folder_that_is_not_there(name: str, tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / name
    assert main(["verify", "--export", str(target)]) == 0
    assert target.is_file() and (name.endswith("html") or os.access(target, os.X_OK) or os.name == "nt")


def test_one_module_without_its_source_is_enough(frozen: Path, tmp_path: Path) -> None:
    sources = Path(program.__file__).parent
    for path in sources.rglob("*.py"):
        if path.name != "window.py":
            copy = frozen / path.relative_to(sources)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    with pytest.raises(program.Incomplete) as lacking:
        export.write_zipapp(tmp_path / "verifier.pyz")
    assert lacking.value.filename == "tirage_verify/window.py"
    with pytest.raises(program.Incomplete):
        program.fingerprint()


def test_a_program_without_its_sources_has_no_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "HERE", tmp_path)
    with pytest.raises(RuntimeError, match="sources"):
        dict(whole._files())


@pytest.mark.parametrize("name", ["tirage/acts/panel.py", "/elsewhere/lib.py"])
def test_an_error_of_code_that_is_no_file_of_ours_still_has_a_place(name: str) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        exec(compile("1 / 0", name, "exec"), {})
    error = raised.value.with_traceback(raised.tb.tb_next)
    assert app._place(error) == f"{Path(name).name}:1"
    assert app._place(ValueError()) == "?"


def test_a_process_for_work_turns_off_before_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: order.append("work"))
    monkeypatch.setattr(tirage.cli, "main", lambda: order.append("command") or 0)
    monkeypatch.delitem(sys.modules, "tirage.__main__", raising=False)
    with pytest.raises(SystemExit):
        runpy.run_module("tirage", run_name="__main__")
    assert order == ["work", "command"]
    # A process that imports the module for its names runs no command.
    order.clear()
    runpy.run_module("tirage.__main__", run_name="__mp_main__")
    assert order == []
