"""The verifier stands alone: nothing of tirage, nothing but the standard library, one file."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.dossier_cases import EVEN
from support.dossiers import dossier

import tirage.verify
from tirage.verify import main, texts, verify, words
from tirage.verify.export import write_zipapp
from tirage.verify.report import NUMBERS
from tirage.verify.window import READABLE, fitted

PACKAGE = Path(tirage.verify.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))


def save(files, folder: Path) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def strangers(source: Path, package: Path = PACKAGE) -> Iterator[str]:
    """What a module takes from outside the standard library and its own package, with the line."""
    depth = len(source.relative_to(package).parts)
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            if node.level > depth:
                yield f"{source.name}:{node.lineno} climbs out of the package"
            continue
        names = [node.module] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.split(".")[0] not in sys.stdlib_module_names:
                yield f"{source.name}:{node.lineno} imports {name}"
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if called in {"__import__", "exec", "eval"}:
            yield f"{source.name}:{node.lineno} calls {called}"


def test_it_imports_the_standard_library_and_itself_only(tmp_path):
    assert len(SOURCES) > 20
    assert [fault for source in SOURCES for fault in strangers(source)] == []
    forged = tmp_path / "forged.py"
    forged.write_text(
        "from .. import x\nimport tirage.people\nfrom numpy import y\neval('1')\nfrom . import z\n"
    )
    assert [fault.partition(" ")[0] for fault in strangers(forged, tmp_path)] == [
        f"forged.py:{n}" for n in range(1, 5)
    ]


def test_no_room_is_larger_than_a_mind():
    sizes = {source.relative_to(PACKAGE): len(source.read_text().splitlines()) for source in SOURCES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_every_check_has_its_sentence_and_its_number():
    assert texts.codes() == set(NUMBERS)
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    for code in NUMBERS:
        assert texts.sentence(code, "fr") != texts.sentence(code, "en")


def fields(said: str | dict[str, str]) -> list[list[str]]:
    """Names of the values of a text, in each of its forms."""
    forms = [said] if isinstance(said, str) else [said["one"], said["other"]]
    return [sorted(re.findall(r"{\w*}", form)) for form in forms]


def test_both_languages_say_the_same_things():
    french, english = (texts.catalogue(language) for language in texts.LANGUAGES)
    for part, said in english.items():
        assert french[part].keys() == said.keys()
        values = {code: fields(text) for code, text in said.items()}
        assert values == {code: fields(text) for code, text in french[part].items()}
    assert texts.catalogue("de") == english


@pytest.mark.parametrize(("language", "none"), [("fr", "0 contrôle "), ("en", "0 checks")])
def test_one_check_is_singular(language, none):
    said = [texts.phrase("verdict.drawn", language, count=count) for count in (0, 1, 2)]
    one, many = {"fr": ("1 contrôle ", "2 contrôles"), "en": ("1 check)", "2 checks")}[language]
    assert none in said[0] and one in said[1] and many in said[2]


def test_the_verdict_comes_first():
    report = verify(dossier(EVEN))
    assert report.ok
    lines = words.text(report, "fr").splitlines()
    assert [lines[0], lines[1]] == [
        words.verdict(report, "fr"),
        f"Empreinte du journal\u00a0: {words.grouped(report.head)}",
    ]
    both = words.whole_text([report, report], "fr").splitlines()
    assert both.index(words.verdict(report, "fr")) == 0
    # That of the next assembly too comes before any list.
    assert both[3:5] == ["L’assemblée suivante (next/)", words.verdict(report, "fr")]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_report_fits_its_window(language, width):
    """No line is wider than the window, no word is lost, no group of a hash is broken."""
    report = verify(dossier(EVEN))
    said = words.whole_text([report, report], language)
    lines = fitted(said, width).split("\n")
    assert [line for line in lines if len(line) > width and " " in line.strip()] == []
    assert " ".join(lines).split() == said.split()
    groups = " ".join(re.findall(".{8}", report.head))
    assert (groups in lines[1]) == (width == 120) or groups[:35] in lines[2].strip()


def test_a_terminal_that_lacks_signs_shows_plain_ones():
    assert "l’acte — ½ é → \u4e00".encode("ascii", READABLE) == b"l'acte - 1/2 e -> ?"


def test_every_word_that_a_check_may_say_is_translated():
    said = set()
    for source in SOURCES:
        said |= set(re.findall(r'(?:Malformed|Unsafe)\((?:\w+, )?"([a-z0-9-]+)"', source.read_text()))
        said |= set(re.findall(r'(?:skipped|Absent)\("([a-z-]+)"', source.read_text()))
    assert len(said) > 30
    assert said - texts.words() - set(NUMBERS) == set()


def test_one_file_runs_where_nothing_is_installed(tmp_path):
    archive = tmp_path / "tirage-verify.pyz"
    write_zipapp(archive)
    folder = save(dossier(EVEN), tmp_path / "dossier")
    empty = tmp_path / "empty"
    empty.mkdir()

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", str(archive), str(folder), *options]
        return subprocess.run(
            command, cwd=empty, check=False, capture_output=True, encoding="utf-8", env={"PYTHONUTF8": "1"}
        )

    good = run("--lang", "en")
    assert (good.returncode, good.stderr) == (0, "")
    assert "VERDICT: all that could be checked is right" in good.stdout
    (folder / "public/panel.csv").write_bytes(b"pid\np00\n")
    bad = run("--json")
    assert bad.returncode == 5
    assert json.loads(bad.stdout)["ok"] is False


def test_the_one_file_is_the_same_bytes_every_time(tmp_path):
    write_zipapp(tmp_path / "one.pyz")
    write_zipapp(tmp_path / "two.pyz")
    assert (tmp_path / "one.pyz").read_bytes() == (tmp_path / "two.pyz").read_bytes()


def test_the_module_runs_as_a_command(tmp_path):
    folder = save(dossier(EVEN), tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tirage.verify", str(folder), "--lang", "fr"], check=False, capture_output=True
    )
    assert done.returncode == 0
    assert "VERDICT\u00a0:" in done.stdout.decode()


def test_exit_codes(tmp_path, capsys):
    folder = save(dossier(EVEN), tmp_path / "dossier")
    assert main([str(folder)]) == 0
    assert main([]) == 2
    assert main([str(folder), "--lang", "de"]) == 2
    assert main([str(tmp_path / "absent")]) == 3
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / "empty")]) == 3
    capsys.readouterr()
    (folder / "public/lottery.csv").unlink()
    assert main([str(folder), "--lang", "en"]) == 5
    said = capsys.readouterr()
    assert "[FAILED] 1.2" in said.out and "public/lottery.csv" in said.out
    assert said.err == ""


def test_the_language_follows_the_locale(tmp_path, capsys, monkeypatch):
    folder = save(dossier(EVEN), tmp_path)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    main([str(folder)])
    assert "Empreinte du journal" in capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "C")
    main([str(folder)])
    assert "Head of the journal" in capsys.readouterr().out


@pytest.mark.posix
def test_the_private_folder_is_never_opened(tmp_path):
    folder = save(dossier(EVEN), tmp_path)
    private = folder / "private"
    private.mkdir()
    (private / "names.csv").symlink_to("/nonexistent")
    assert main([str(folder)]) == 0
    assert not any(name.startswith("private") for name in tirage.verify.read(folder))
