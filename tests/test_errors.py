"""An error in a notebook reads as sentences: what happened, where, and what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tirage.errors import Defect, InputInvalid, QuotasImpossible, Refused, TirageError, VerificationFailed

NO_FILE = Defect("file.missing", "volontaires.csv", 3, "âge")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("draw.same_roll"), "What was rolled has drawn something in this dossier before"),
        (QuotasImpossible("quotas.impossible", seats=6, people=5), "No panel of 6 people among these 5"),
        (VerificationFailed("journal.form", file="journal/0001-open.json"), "journal/0001-open.json is not"),
    ],
)
def test_an_error_is_its_sentence_and_its_remedy(error: TirageError, words: str) -> None:
    assert str(error).startswith(words)
    assert str(error).endswith(f" [{error.code}]")
    assert len(str(error)) > len(words) + len(error.code) + 20, "and what to do"


def test_every_defect_is_on_a_line_with_its_place() -> None:
    head, *lines = str(InputInvalid([NO_FILE, Defect("file.missing", "quotas.yaml")])).splitlines()
    assert head == "2 defects in what was given; nothing was written."
    assert [line.partition(": ")[0] for line in lines] == [
        "• volontaires.csv, line 3, “âge”",
        "• quotas.yaml",
    ]
    assert all("To do: " in line and "[file.missing]" in line for line in lines)


def test_an_error_without_the_values_of_its_sentence_is_still_one() -> None:
    assert str(QuotasImpossible("quotas.impossible")).endswith("Nothing was written. [quotas.impossible]")
    assert str(TirageError("no.such.code")) == "[no.such.code]"


def test_its_repr_is_its_code() -> None:
    assert repr(Refused("draw.same_roll", act="panel")) == "Refused('draw.same_roll')"


def test_to_raise_an_error_reads_no_text() -> None:
    code = "import sys, tirage.errors as e; e.Refused('x'); assert 'tirage.i18n.catalogue' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
