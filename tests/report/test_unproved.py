"""Where a bound is not proved, no paper and no screen says that it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.dossier_cases import COLUMNS, EVEN, MAXIMIN
from support.dossiers import Case, dossier
from support.objective_cases import BY_PROGRAM
from support.proofs import by_cut
from support.reporting import document

from tirage.i18n.languages import COMPLETE
from tirage.report.rendering import markdown

PROVED = {
    "en": ("Proof:", "proves", "proved one by one", ", proved;", "proved measure", "No lottery has a"),
    "fr": ("Preuve :", "prouve qu", "prouvés un à un", ", prouvé ;", "mesure prouvée", "Aucune loterie n'a"),
}
"""Words that say of a bound that it is shown."""
NOT = {"en": "Not proved here", "fr": "Non démontré ici"}
OPEN: dict[str, Case] = {
    "leximin": COLUMNS,
    "maximin": replace(
        MAXIMIN,
        method="columns",
        levels=tuple(
            {**level, "proof": by_cut({str(t): "1" for t in level["profiles"]}, "1")}
            for level in MAXIMIN.levels
        ),
    ),
    **BY_PROGRAM,
}


def words(case: Case, kind: str, language: str) -> str:
    """A report as text, each kind of space as an ordinary one."""
    text = markdown.render(document(dossier(case), kind, language)).decode()  # type: ignore[arg-type]
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").replace("’", "'")


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("kind", ["quotas", "public", "proces-verbal"])
def test_what_is_proved_is_said_to_be(kind: str, language: str) -> None:
    said = words(EVEN, kind, language)
    assert any(word in said for word in PROVED[language])
    assert NOT[language] not in said


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("kind", ["quotas", "public", "proces-verbal"])
@pytest.mark.parametrize("fairness", ["leximin", "capped", "goldilocks", "nash"])
def test_what_is_not_proved_is_never_said_to_be(fairness: str, kind: str, language: str) -> None:
    said = words(OPEN[fairness], kind, language)
    claimed = [word for word in PROVED[language] if word in said]
    assert claimed == [], said
    if fairness == "leximin":
        assert NOT[language] in said


@pytest.mark.parametrize("language", COMPLETE)
def test_the_number_that_is_proved_stands_beside_the_bound(language: str) -> None:
    said = words(COLUMNS, "public", language)
    assert "1/3" in said and " 1 (100" in said
