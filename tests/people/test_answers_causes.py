"""The cause of a refusal is published: it is a code of the rules, and nothing that somebody typed."""

from __future__ import annotations

import pytest
from support.refusals import quotas, refused

from tirage.i18n.catalogue import explain
from tirage.people.ids import answer_code
from tirage.people.letters.answers import Letter, Round, read_answers
from tirage.tabular.tables import Table

CODE = answer_code(b"\0" * 32, "p1")
CAUSES = ("time", "other")


def read(cause: str) -> Round:
    rows = [(2, (CODE, "non", cause))]
    table = Table("a.csv", "utf-8", "0" * 64, ("code", "réponse", "cause"), rows, 0)
    letters = {CODE: Letter("p1", "", ("F",))}
    return read_answers(table, "a.csv", quotas(genre="F:0-1 M:0-1"), letters, {}, CAUSES, None)


@pytest.mark.parametrize(
    ("typed", "status"), [("time", "refused:time"), ("Time", "refused:time"), ("", "refused")]
)
def test_a_cause_of_the_rules_or_none(typed: str, status: str) -> None:
    assert read(typed).answers["p1"].status == status


@pytest.mark.parametrize("typed", ["grossesse", "Pas le temps !", "burn-out", "work", "Δεν μπορώ", "—"])
def test_another_cause_is_refused_and_not_repeated(typed: str) -> None:
    (defect,) = refused(lambda: read(typed))
    assert (defect.code, defect.line, defect.column) == ("responses.cause", 2, "cause")
    said = "".join(explain(defect, "en").values())
    assert typed not in said.replace("no story", "") and "time, other" in said
