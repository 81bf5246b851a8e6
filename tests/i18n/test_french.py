"""French as a clerk writes it: kinds of sentences that were seen on papers and screens must not return."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.texts import TEXTS

from tirage.i18n.catalogue import text
from tirage.verify import texts

MANUAL = sorted((Path(__file__).parents[2] / "docs" / "fr").glob("*.md"))
FORBIDDEN = {
    "a plural in brackets": r"\w\((s|x|e|es|le|les|nt|ent)\)",
    "simple past": r"\b(fut|furent|eut|eurent|fit|firent|vint|vinrent|put|purent|dut|alla|tira|tirèrent)\b",
    "chance that was good": r"hasard était bon|l’ont vu",
    "the draw's maker": r"[Tt]iré par\xa0?:",
    "a chance that falls badly": r"mal tomber|est intègre|est acquis|\brayez",
    "a yes for a result": r"✓ oui|✗ non\b(?! respecté)",
    "just checks": r"contrôles? justes?\b|que personne ne peut contrôler",
    "worth nothing": r"ne vaut rien|— TEST",
    "sayings": r"dires de l’organisateur",
    "a journal that carries": r"journal ne porte|journal ne les porte",
    "people who have it": r"Personnes qui l’ont|qui ont la plus grande",
    "who was left out": r"Qui a été écarté|Hors de la base",
    "what was": r"ce qui fut|celle qui fut|celles qui furent",
    "nothing, colon": r"rien\xa0?: écarté",
    "what no program can hear": r"^Lu à voix haute",
    "an absence in the imperfect": r"était absente? le",
    "districts without their number": r"arrondissements\xa0?: \{|arrondissements \d",
    "what comes back": r"Ce qui revient|note ce qui",
    "seeds that flow": r"(?:graine|valeur|numéro)[^.]*découle",
    "the journal's hour": r"Heure du journal\b",
    "a resignation": r"démission",
    "a pool that is shut": r"vivier (est |a été )?fermé|[Bb]ase de tirage (est |a été )?(déjà )?fermée",
    "dice that are thrown away": r"\bjetée?s?\b",
    "a program in whole numbers": r"programme en nombres entiers",
    "a straight apostrophe": r"\w'\w",
    "two spaces": r"\w  \w|\xa0 | \xa0",
}


def said() -> Iterator[tuple[str, str]]:
    """(where it stands, what is said), a sentence at a time: both catalogues."""
    for code, both in TEXTS.items():
        if not code.startswith(("example.", "build.file")):
            yield from ((code, line) for line in both["fr"].split("\n"))
    for part, of in texts.catalogue("fr").items():
        for code, words in of.items():
            forms = words.values() if isinstance(words, dict) else [words]
            yield from ((f"verify.{part}.{code}", form) for form in forms)


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_a_clerk_would_not_write(kind: str) -> None:
    wrong = re.compile(FORBIDDEN[kind])
    typed = re.compile(r"'[^']*'|`[^`]*`|\btirage [a-z].*")
    assert {where: words for where, words in said() if wrong.search(typed.sub("x", words))} == {}


@pytest.mark.parametrize("page", MANUAL, ids=lambda path: path.name)
def test_the_manual_speaks_as_the_program_does(page: Path) -> None:
    """The same kinds, but in what is typed or quoted from a file."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    kinds = {kind: wrong for kind, wrong in FORBIDDEN.items() if kind != "two spaces"}
    found = {kind: re.findall(f".*(?:{wrong}).*", prose) for kind, wrong in kinds.items()}
    assert {kind: lines for kind, lines in found.items() if lines} == {}


def test_the_kinds_can_be_found() -> None:
    """Each was seen: a sample of some."""
    seen = {
        "a plural in brackets": "0 siège(s) sont vacants",
        "simple past": "ce qui fut fait",
        "the draw's maker": "Tiré par\xa0: une graine",
        "a resignation": "démission",
        "seeds that flow": "La graine de l’étape découle de la graine",
    }
    assert [kind for kind, words in seen.items() if not re.search(FORBIDDEN[kind], words)] == []


def test_numbers_stand_as_french_writes_them() -> None:
    row = text("frame.cause", "fr", cause="doublons", count=1324)
    assert row == "Écartées, doublons\xa0: 1\u202f324 lignes."
    assert text("frame.cause", "fr", cause="doublon", count=1) == "Écartée, doublon\xa0: 1 ligne."
