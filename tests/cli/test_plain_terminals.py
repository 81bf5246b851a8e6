"""Old consoles, bare locales, systems that keep their language elsewhere: nothing is lost."""

from __future__ import annotations

import io
import sys

import pytest
from support.texts import TEXTS

from tirage.cli.output import Output, chosen_language
from tirage.i18n import readable


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "latin-1"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_text_can_be_read_on_a_terminal_that_lacks_its_signs(
    encoding: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sentence comes out in the terminal's encoding, and not one sign of it as a question mark."""
    for code, texts in TEXTS.items():
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, newline="\n"))
        Output(language, as_json=False).console().print(texts[language], soft_wrap=True)
        sys.stdout.flush()
        said = written.getvalue().decode(encoding)
        lost = texts[language].count("?") + texts[language].count("\ufffd")
        assert said.count("?") == lost, (code, said)


def test_letters_keep_their_shape_without_their_marks() -> None:
    assert "".join(map(readable.readable, "Œuvre du Comité des garants : 83,3 %")) == (
        "OEuvre du Comite des garants : 83,3 %"
    )


@pytest.mark.parametrize(
    ("system", "expected"), [("fr_FR", "fr"), ("fr_CA", "fr"), ("en_US", "en"), ("", "en"), ("pt_BR", "en")]
)
def test_a_system_in_french_speaks_french_without_a_variable(
    system: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tirage.cli.output.of_the_system", lambda: system)
    assert chosen_language([], {}) == expected
    # What is named by hand, or by a variable, comes before the system.
    assert chosen_language(["--lang", "en"], {}) == "en"
    assert chosen_language([], {"LC_ALL": "en_GB.UTF-8"}) == "en"
