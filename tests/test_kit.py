"""A kit: what goes into it for another machine, and what its installer does, with a tiny tirage in it."""

from __future__ import annotations

import ensurepip
import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

PACKAGING = Path(__file__).parents[1] / "packaging"
TIRAGE = {
    "tirage/__init__.py": "",
    "tirage/cli.py": "app = None\n",
    "tirage/program.py": "__version__ = '1.0'\n",
    "tirage-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tirage\nVersion: 1.0\n",
    "tirage-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "tirage-1.0.dist-info/RECORD": "",
}
REFUSED = "http://127.0.0.1:9"
"""Nobody listens there."""


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.syspath_prepend(str(PACKAGING / "kit"))
    return importlib.import_module


@pytest.fixture
def install(program: Any, kit: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = program("install")
    monkeypatch.setattr(module, "HERE", kit)
    return module


@pytest.fixture
def kit(program: Any, tmp_path: Path) -> Path:
    """As one that `make kit` makes, with a space and an accent in its path."""
    folder = tmp_path / "mon kit à moi"
    (folder / "wheels").mkdir(parents=True)
    with ZipFile(folder / "wheels" / "tirage-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in TIRAGE.items():
            wheel.writestr(name, text)
    pip = next((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    (folder / "wheels" / pip.name).write_bytes(pip.read_bytes())
    digest = hashlib.sha256((folder / "wheels" / "tirage-1.0-py3-none-any.whl").read_bytes()).hexdigest()
    (folder / "requirements.txt").write_text(f"tirage==1.0 --hash=sha256:{digest}\n")
    for name in ("install.py", "install.sh"):
        (folder / name).write_bytes((PACKAGING / "kit" / name).read_bytes())
    return told(folder)


def told(folder: Path, platform: str | None = None, pythons: tuple[str, ...] = ()) -> Path:
    wheels = importlib.import_module("wheels")
    fits = {"platform": platform or wheels.here(), "pythons": list(pythons or (wheels.own(),))}
    (folder / "kit.json").write_text(json.dumps({"version": "1.0", **fits}))
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "SHA256SUMS"]
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in paths
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))
    return folder


def ran(install: ModuleType, monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["install.py", *map(str, words)])
    code: int = install.main()
    return code


def test_a_kit_installs_itself_without_an_index(kit: Path, tmp_path: Path) -> None:
    home = tmp_path / "chez Élise"
    home.mkdir()
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
    refusing = {"PIP_INDEX_URL": REFUSED, "http_proxy": REFUSED, "https_proxy": REFUSED}
    own = {"HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8", **refusing}

    def typed(*words: object) -> subprocess.CompletedProcess[str]:
        run = ["sh", str(kit / "install.sh"), *map(str, words)]
        return subprocess.run(run, env=own, cwd=tmp_path, check=False, capture_output=True, text=True)

    done = typed()
    assert done.returncode == 0, done.stderr
    assert "6 fichiers vérifiés" in done.stdout and "tirage 1.0 is installed" in done.stdout
    target = home / ".local" / "share" / "tirage"
    assert f'"{target}/bin/tirage" --help' in done.stdout, "where no one looks for commands, the whole path"
    assert (home / ".local" / "bin" / "tirage").is_symlink()
    # A wheel that is another than the lock's, though the sums have been made anew: what was there stays.
    with ZipFile(kit / "wheels" / "tirage-1.0-py3-none-any.whl", "a") as wheel:
        wheel.writestr("tirage/more.py", "")
    told(kit)
    mark = (target / "tirage-kit.json").stat().st_mtime_ns
    done = typed()
    assert done.returncode == 1 and "what was there before is still there" in done.stdout
    assert (target / "tirage-kit.json").stat().st_mtime_ns == mark
    assert [path.name for path in target.parent.iterdir()] == ["tirage"]
    assert typed("--remove").returncode == 0
    assert not target.exists() and not (home / ".local" / "bin" / "tirage").is_symlink()


def test_what_is_damaged_is_named_and_nothing_is_installed(
    install: ModuleType, kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (kit / "requirements.txt").write_text("tirage==1.0\n")
    (kit / "wheels" / "tirage-1.0-py3-none-any.whl").unlink()
    assert ran(install, monkeypatch, "--to", kit / "there") == 1
    said = capsys.readouterr().out
    assert "requirements.txt" in said and "tirage-1.0-py3-none-any.whl" in said and "pip" not in said
    assert not (kit / "there").exists()


def test_a_folder_of_somebody_is_left_alone(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work")
    assert ran(install, monkeypatch, "--to", theirs) == 1
    assert ran(install, monkeypatch, "--to", theirs, "--remove") == 1
    assert (theirs / "thesis.txt").read_text() == "years of work"
    assert "--to FOLDER" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ({"platform": "win_amd64"}, "This kit is for win_amd64"),
        ({"pythons": ("3.9",)}, "Python 3.9, 64 bits, is needed"),
    ],
)
def test_a_kit_for_another_machine_says_so(
    kind: dict[str, Any],
    said: str,
    install: ModuleType,
    kit: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(kit, **kind)
    monkeypatch.setenv("PATH", str(kit))
    assert ran(install, monkeypatch, "--to", kit / "there") == 1
    assert said in capsys.readouterr().out
    assert not (kit / "there").exists()


def test_another_python_of_the_machine_is_taken_where_this_one_is_none_of_the_kits(
    install: ModuleType, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "python3.9"
    other.write_text(f'#!/bin/sh\n[ "$1" = -c ] || echo "$TIRAGE_KIT_AGAIN $*" > "{tmp_path}/asked"\n')
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + "/bin")
    told(kit, pythons=("3.8", "3.9"))
    assert ran(install, monkeypatch, "--to", "there") == 0
    assert (tmp_path / "asked").read_text() == f"1 {kit / 'install.py'} --to there\n"


def test_on_windows_the_command_stands_where_the_system_looks(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated: rules of Windows, not Windows."""

    class Windows(SimpleNamespace):
        def __getattr__(self, name: str) -> Any:
            return getattr(os, name)

    local = tmp_path / "Éric Dupont" / "AppData" / "Local"
    shims = local / "Microsoft" / "WindowsApps"
    shims.mkdir(parents=True)
    monkeypatch.setattr(install, "os", Windows(name="nt"))
    monkeypatch.setenv("LOCALAPPDATA", str(local))
    target = install.usual_folder()
    assert target == local / "tirage"
    target.mkdir()
    (target / install.MARK).touch()
    install.command(target)
    # No name of a person, whose letters the console may have otherwise, is in the file.
    assert (shims / "tirage.cmd").read_bytes() == b'@"%LOCALAPPDATA%\\tirage\\tirage.cmd" %*\r\n'
    assert install.remove(target) == 0
    assert not target.exists() and not (shims / "tirage.cmd").exists()
    # A command of that name that is another's is left as it is.
    (shims / "tirage.cmd").write_text("@echo mine")
    install.command(target)
    assert (shims / "tirage.cmd").read_text() == "@echo mine"


def test_the_installer_for_windows_reads_as_cmd_reads() -> None:
    data = (PACKAGING / "kit" / "install.cmd").read_bytes()
    assert data.isascii() and data.count(b"\r\n") == data.count(b"\n") == len(data.splitlines())
    lines = data.decode().splitlines()
    for line in lines:
        # A path with a space, an ampersand or a parenthesis stays one word.
        assert "&" not in line.replace("2>nul", "") and "(" not in line
        assert all(re.search(rf'"[^"]*{re.escape(each)}[^"]*"', line) for each in re.findall(r"%~\w+", line))
    assert "setlocal DisableDelayedExpansion" in lines, "a path may have an exclamation mark"
    assert {line.split()[-1] for line in lines if "goto" in line} == {
        line[1:] for line in lines if line.startswith(":")
    }


def test_the_container_builds_from_the_kit_and_runs_as_nobody() -> None:
    text = (PACKAGING / "kit" / "Containerfile").read_text(encoding="utf-8")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    assert [words for step, words in steps if step == "RUN"] == ["sh /kit/install.sh --to /opt/tirage"]
    assert [words.split()[0] for step, words in steps if step == "FROM"] == ["${BASE}", "${BASE}"]
    last = dict(steps)
    assert last["USER"] == "10001:10001" and last["ENTRYPOINT"] == '["tirage"]'
    assert "PYTHON-slim" in last["ARG"]


@pytest.mark.parametrize(("target", "colorama"), [("win_amd64", 1), ("linux_x86_64", 0)])
def test_a_kit_has_what_its_machine_needs_and_not_what_this_one_needs(
    program: Any, target: str, colorama: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wheels = program("wheels")
    asked: list[tuple[list[str], str]] = []

    def run(words: list[str], **_: Any) -> None:
        asked.append((words, Path(words[-1]).read_text(encoding="utf-8")))

    monkeypatch.setattr(wheels.subprocess, "run", run)
    for python in ("3.11", "3.12"):
        wheels.download(wheels.TARGETS[target], python, tmp_path)
    for words, lock in asked:
        names = re.findall(r"^([\w.-]+)==\S+ \\$", lock, re.MULTILINE)
        assert len(names) == lock.count("==") and len(set(names)) == len(names) > 25, (
            "no marker is left to judge"
        )
        assert names.count("colorama") == colorama and names.count("numpy") == names.count("pip") == 1
        assert ("--require-hashes" in words and target in words) or "manylinux_2_28_x86_64" in words
    numpy = {line for _, lock in asked for line in lock.splitlines() if line.startswith("numpy==")}
    assert len(numpy) == 2


def test_one_file_takes_the_wheels_of_its_python(program: Any, tmp_path: Path) -> None:
    onefile, wheels = program("onefile"), program("wheels")
    for name in (
        "pip-26.3-py3-none-any.whl",
        "tirage-1.0-py3-none-any.whl",
        "numpy-2.4.6-cp311-cp311-win_amd64.whl",
        "numpy-2.5.5-cp312-cp312-win_amd64.whl",
        "duckdb-2.0.0-cp312-abi3-win_amd64.whl",
        "duckdb-2.0.0-cp311-cp311-win_amd64.whl",
    ):
        (tmp_path / name).touch()
    taken = [path.name for path in onefile.taken(tmp_path, wheels.TARGETS["win_amd64"], "3.13")]
    assert taken == ["duckdb-2.0.0-cp312-abi3-win_amd64.whl", "tirage-1.0-py3-none-any.whl"]
    taken = [path.name for path in onefile.taken(tmp_path, wheels.TARGETS["win_amd64"], "3.11")]
    assert taken[:2] == ["duckdb-2.0.0-cp311-cp311-win_amd64.whl", "numpy-2.4.6-cp311-cp311-win_amd64.whl"]


@pytest.mark.parametrize("target", ["linux_x86_64", "win_amd64"])
def test_a_kit_is_told_of_its_machine_and_checks_itself(
    program: Any, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, wheels, install = program("kit"), program("wheels"), program("install")
    monkeypatch.setattr(
        made.wheels, "download", lambda target, python, into: (into / "pip-1-py3-none-any.whl").touch()
    )
    out = tmp_path / "dist"
    out.mkdir()
    for name in (
        "tirage-1.0+un-py3-none-any.whl",
        "tirage-verify.pyz",
        "tirage-verify.html",
        "sbom.cdx.json",
    ):
        (out / name).touch()
    archive = made.archived(made.kit(out, wheels.TARGETS[target], ["3.12", "3.13"], tmp_path / "work"), out)
    with ZipFile(archive) as opened:
        modes = {info.filename: info.external_attr >> 16 for info in opened.infolist()}
        opened.extractall(tmp_path / "unpacked")
    folder = tmp_path / "unpacked" / f"tirage-kit-1.0+un-{target}"
    assert {name.split("/")[0] for name in modes} == {folder.name}
    assert modes[f"{folder.name}/install.sh"] == 0o755
    monkeypatch.setattr(install, "HERE", folder)
    assert install.damaged() == []
    for name in ("LISEZMOI.txt", "README.txt"):
        text = (folder / name).read_bytes().decode("utf-8-sig")
        assert "tirage 1.0+un, " in text and target in text and "3.12, 3.13" in text
        assert text.count("\r\n") == text.count("\n") and max(map(len, text.splitlines())) < 130
    lock = (folder / "requirements.txt").read_text(encoding="utf-8")
    assert (
        lock.startswith("tirage==1.0+un \\\n    --hash=sha256:e3b0c442") and "sys_platform == 'win32'" in lock
    )
    assert (folder / "examples" / "petit" / "volontaires.csv").is_file()
    assert (folder / "Containerfile").exists() == (target == "linux_x86_64")
    if target == "linux_x86_64":
        assert "ARG BASE=docker.io/library/python:3.13-slim\n" in (folder / "Containerfile").read_text()
