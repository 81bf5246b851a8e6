"""Old consoles, bare locales, systems that keep their language elsewhere: nothing is lost."""

from __future__ import annotations

import ctypes
import io
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.consoles import Window, console
from support.texts import TEXTS

from tirage.cli import main, system
from tirage.cli.output import Output, chosen_language
from tirage.cli.streams import prepare
from tirage.i18n import readable
from tirage.verify import command


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "latin-1"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_text_can_be_read_on_a_terminal_that_lacks_its_signs(
    encoding: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sentence comes out in the terminal's encoding, and not one sign of it as a question mark."""
    for code, texts in TEXTS.items():
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", Window(written, encoding=encoding, newline="\n"))
        Output(language, as_json=False).console().print(texts[language], soft_wrap=True)
        sys.stdout.flush()
        said = written.getvalue().decode(encoding)
        lost = texts[language].count("?") + texts[language].count("\ufffd")
        assert said.count("?") == lost, (code, said)


def test_letters_keep_their_shape_without_their_marks() -> None:
    assert "".join(map(readable.readable, "Œuvre du Comité des garants : 83,3 %")) == (
        "OEuvre du Comite des garants : 83,3 %"
    )


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "ascii", "utf-16"])
def test_a_pipe_of_any_console_is_utf8_with_plain_ends_of_lines(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from PowerShell 5 into a file: texts, errors, help, data; and what the verifier alone writes."""
    written = console(monkeypatch, encoding, io.TextIOWrapper)
    lost = str(tmp_path / "nulle part")
    for words in (["--help"], ["status", lost], ["verify", lost], ["check", "Łódź.csv", "--json"], ["no"]):
        main([*words, "--lang", "fr"])
    command.main([lost, "--lang", "fr"])
    command._say("Vérifié → ½")
    said = written()
    assert b"\r" not in said
    assert {"é", "’", "\u00a0", "→"} <= set(said.decode("utf-8"))
    assert "Łódź.csv" in said.decode("utf-8")


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "ascii"])
def test_a_window_shows_a_plain_sign_for_one_that_it_lacks(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = console(monkeypatch, encoding)
    assert main(["status", "nulle part", "--lang", "fr"]) == 0
    command._say("Vérifié → ½")
    said = written().decode(encoding)
    assert ("Vérifié" in said) == (encoding != "ascii") and "Verifie" in said.replace("é", "e")
    assert "->" in said and "?" not in said
    assert "\r\n" in said


def test_data_are_utf8_in_a_window_too(monkeypatch: pytest.MonkeyPatch) -> None:
    written = console(monkeypatch, "cp850")
    main(["check", "Łódź.csv", "--json", "--lang", "fr"])
    assert '"file": "Łódź.csv"'.encode() in written()


def test_a_program_that_was_given_no_streams_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    # As by pythonw, or from a task without a console.
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    prepare(sys.stdout, sys.stderr)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["fr-FR"], "fr"),
        (["fr_CA", "en-US"], "fr"),
        (["pt-BR", "fr-FR", "en-GB"], "fr"),
        (["en-US", "fr-FR"], "en"),
        # North Frisian is no French, and German is only begun.
        (["frr-DE", "de-DE"], "en"),
        ([], "en"),
    ],
)
def test_a_system_in_french_speaks_french_without_a_variable(
    names: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tirage.cli.output.of_the_system", lambda: names)
    assert chosen_language([], {}) == expected
    # What is named by hand, or by a variable, comes before the system.
    assert chosen_language(["--lang", "en"], {}) == "en"
    assert chosen_language([], {"LC_ALL": "en_GB.UTF-8"}) == "en"
    assert chosen_language([], {"LANG": "fr_FR.UTF-8", "LC_ALL": ""}) == "fr"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "nl:fr_BE:en"}, "fr"),
        # The bare locale has no list of languages, and is English.
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "fr_FR"}, "en"),
        # A list alone is no locale.
        ({"LANGUAGE": "fr"}, "en"),
    ],
)
def test_variables_say_the_language_as_on_any_unix(variables: dict[str, str], expected: str) -> None:
    assert chosen_language([], variables) == expected


class Kernel:
    """What Windows answers to those who ask for languages."""

    def __init__(self, names: str, region: str) -> None:
        self._names, self._region = names, region

    def GetUserPreferredUILanguages(self, by: int, count: Any, names: Any, size: Any) -> int:
        assert by == 8
        if not self._names:
            return 0
        if names is not None:
            assert size._obj.value >= len(self._names)
            names[: len(self._names)] = self._names
        size._obj.value = len(self._names)
        return 1

    def GetUserDefaultLocaleName(self, name: Any, size: int) -> int:
        assert size == 85
        name.value = self._region
        return len(self._region)


@pytest.mark.parametrize(
    ("names", "region", "expected"),
    [
        ("fr-FR\0en-US\0\0", "de-DE", ["fr-FR", "en-US"]),
        ("en-GB\0\0", "fr-FR", ["en-GB"]),
        ("", "fr-FR", ["fr-FR"]),
        ("", "", []),
    ],
)
def test_windows_is_asked_for_the_languages_of_its_windows(
    names: str, region: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = SimpleNamespace(kernel32=Kernel(names, region))
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    assert list(system.of_the_system("win32")) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ('(\n    "fr-FR",\n    "en-US"\n)\n', ["fr-FR", "en-US"]),
        ('(\n    fr,\n    "zh-Hans-FR"\n)\n', ["fr", "zh-Hans-FR"]),
        ("", []),
    ],
)
def test_macos_is_asked_for_the_languages_of_its_user(
    printed: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=printed))
    assert list(system.of_the_system("darwin")) == expected


def test_a_system_that_cannot_be_asked_says_nothing() -> None:
    assert [list(system.of_the_system(each)) for each in ("win32", "darwin", "linux")] == [[], [], []]


def test_the_verifier_alone_speaks_the_language_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert command._language() == "en"
    kernel = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x040C))
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    assert command._language() == "fr"
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert command._language() == "en"
