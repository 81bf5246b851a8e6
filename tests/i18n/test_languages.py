"""Languages are folders, a partial one falls back to English; numbers and plurals are CLDR's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

import pytest

from tirage.cli import main
from tirage.cli.output import chosen_language
from tirage.i18n import catalogue as module
from tirage.i18n.catalogue import COMPLETE, LANGUAGES, Language, Text, catalogue, missing, text
from tirage.i18n.languages import folder
from tirage.i18n.numbers import percent


def test_french_and_english_are_complete_and_german_is_begun(
    record_property: Callable[[str, object], None],
) -> None:
    assert COMPLETE == ("en", "fr")
    assert {"de", "en", "fr"} <= set(LANGUAGES)
    lacking = {language: len(missing(language)) for language in LANGUAGES}
    for language, count in lacking.items():
        record_property(f"missing-{language}", count)
    assert (lacking["en"], lacking["fr"]) == (0, 0)
    assert 0 < lacking["de"] < len(catalogue("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_says_what_english_does_not(language: str) -> None:
    assert set(catalogue(language)) == set(catalogue("en"))


def test_what_german_lacks_is_said_in_english() -> None:
    code = min(missing("de"))
    assert catalogue("de")[code] == catalogue("en")[code]
    assert text("help.seats", "de") == "Anzahl der Sitze."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_with_forms_has_one_for_any_number(language: str) -> None:
    forms = {
        (code, name): set(each)
        for code, said in catalogue(language).items()
        for name, each in said.forms.items()
    }
    categories = {"one", "other"}
    assert {where: each for where, each in forms.items() if each != categories} == {}
    assert {code for code, name in forms if f"{{{name}}}" not in catalogue(language)[code].template} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_plural_is_left_in_brackets(language: str) -> None:
    in_brackets = re.compile(r"\w\((s|x|e|es)\)")
    said = {code: [*each.sentences()] for code, each in catalogue(language).items()}
    assert {code: words for code, words in said.items() if in_brackets.search(" ".join(words))} == {}


@pytest.fixture
def seats(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of two numbers, in two languages."""
    texts = {
        "fr": Text(
            "{members}, {vacant}.",
            "fr",
            {
                "members": {"one": "{members} membre siège", "other": "{members} membres siègent"},
                "vacant": {"one": "{vacant} siège vacant", "other": "{vacant} sièges vacants"},
            },
        ),
        "en": Text(
            "{members}; {vacant} open, line {line}.",
            "en",
            {"members": {"one": "one member sits", "other": "{members} members sit"}},
        ),
    }
    texts["de"] = texts["en"]
    monkeypatch.setattr(module, "catalogue", lambda language: {"seats": texts[language]})


@pytest.mark.parametrize(
    ("code", "values", "french", "english"),
    [
        ("replay.trials", {"count": 1}, "1 autre graine rejouée sur", "1 other seed replayed"),
        ("replay.numbers", {"bins": 1, "p": "1"}, "1 classe\u00a0:", "1 bin:"),
        ("replay.people", {"people": 1, "p": "1"}, "1 personne\u00a0:", "1 person:"),
        ("quotas.impossible", {"seats": 1, "people": 13}, "panel de 1 personne parmi", "of 1 person among"),
        ("conflict.panel", {"seats": 1}, "a 1 siège", "has 1 seat"),
        ("status.alternates", {"list": 2, "count": 1}, "1 personne", "1 person"),
        ("history.alternates", {"list": 2, "count": 1}, "1 suppléant est inscrit", "1 alternate is"),
        ("frame.households", {"count": 1}, "1 foyer de", "1 household of"),
        ("letters.drawn", {"wave": 1, "letters": 1}, "1 courrier", "1 letter"),
        ("status.due.soon", {"days": 1}, "dans 1 jour\u00a0:", "in 1 day:"),
        ("life.among.everyone", {"people": 1}, "un seul volontaire restant", "the one volunteer who remains"),
        ("frame.doubts.found", {"count": 1}, "1 cas est", "1 case may"),
    ],
)
def test_one_is_singular(code: str, values: dict[str, object], french: str, english: str) -> None:
    for language, said in (("fr", french), ("en", english)):
        words = text(code, language, **values)
        assert said in words
        assert not words.endswith(f"{said}s")


def test_one_alternate_and_one_life_are_singular() -> None:
    one = text("alternates.title", "fr", count=1, people=1, seats=1)
    assert one == "1 suppléant choisi parmi 1 volontaire restant, pour 1 siège"
    assert text("simulate.title", "fr", runs=1, years=1, months=12, cohorts=1).startswith("1 vie simulée de")
    rate = text("responses.rate", "en", stream="x", accepted=1, letters=1, rate="", low="", high="")
    assert "1 volunteer from 1 letter," in rate


@pytest.mark.usefixtures("seats")
def test_each_number_of_a_sentence_chooses_its_form() -> None:
    assert text("seats", "fr", members=1, vacant=0) == "1 membre siège, 0 siège vacant."
    assert text("seats", "fr", members=13268, vacant=2) == "13\u202f268 membres siègent, 2 sièges vacants."
    assert text("seats", "en", members=1, vacant=0, line=9) == "one member sits; 0 open, line 9."
    assert text("seats", "en", members=0, vacant=1, line=9) == "0 members sit; 1 open, line 9."


@pytest.mark.usefixtures("seats")
def test_a_number_that_says_which_one_is_not_grouped() -> None:
    assert text("seats", "en", members=2, vacant=5000, line=13268).endswith("5,000 open, line 13268.")


@pytest.mark.usefixtures("seats")
def test_numbers_of_an_english_sentence_are_english_whatever_was_asked_for() -> None:
    assert text("seats", "de", members=2, vacant=5000, line=1) == "2 members sit; 5,000 open, line 1."


@pytest.mark.usefixtures("seats")
def test_only_a_whole_number_has_a_plural() -> None:
    with pytest.raises(TypeError, match="no plural"):
        text("seats", "fr", members="13 268", vacant=0)


def test_a_whole_text_has_forms() -> None:
    entry = {"plural": "count", "one": "{count} lettre à {whom} : oui", "other": "{count} lettres"}
    said = module._read(entry, "fr")
    assert said == Text(
        "{count}", "fr", {"count": {"one": "{count} lettre à {whom}\u00a0: oui", "other": "{count} lettres"}}
    )


def test_shares_keep_the_look_of_print() -> None:
    written = {language: percent(0.8333, language, 1) for language in ("de", "en", "fr")}
    assert written == {"de": "83,3\u00a0%", "en": "83.3%", "fr": "83,3\u00a0%"}


def test_a_language_that_is_begun_is_spoken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--lang", "de"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Losverfahren für Bürgerräte" in said and "Read electoral rolls" in said
    assert main(["verify", "nowhere", "--lang", "de"]) != 0
    assert (
        main(["quotas", "check", "nowhere.csv", "--quotas", "no.yaml", "--seats", "6", "--lang", "de"]) == 3
    )
    assert "nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (("--lang", "de"), {}, "de"),
        (("--lang=de",), {"LANG": "fr_FR.UTF-8"}, "de"),
        ((), {"LANG": "fr_FR.UTF-8"}, "fr"),
        # A language that is only begun is for those who ask for it.
        ((), {"LANG": "de_DE.UTF-8"}, "en"),
        (("--lang", "xx"), {}, "en"),
        ((), {}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(
    arguments: tuple[str, ...], environment: dict[str, str], language: str
) -> None:
    assert chosen_language(arguments, environment) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_read_one_by_one_are_those_of_the_whole_files(language: Language) -> None:
    rooms = [each for each in folder(language).iterdir() if not each.name.startswith("_")]
    whole = [code for room in rooms for code in tomllib.loads(room.read_text(encoding="utf-8"))]
    codes = {*catalogue("en")} - missing(language)
    assert sorted(whole) == sorted(codes)
    assert all(catalogue(language)[code].language == language for code in codes)
