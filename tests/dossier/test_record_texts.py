"""Every code that the journal raises has its sentences, with the values that it is raised with."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from support.texts import TEXTS, room

from tirage import dossier
from tirage.errors import WHY_UNWRITABLE
from tirage.i18n.catalogue import COMPLETE

RECORDS = room("records")

SOURCE = "".join(path.read_text() for path in Path(dossier.__path__[0]).rglob("*.py"))
RAISED = {
    *re.findall(r'"((?:document|dossier|journal|output|recovered)\.[a-z]+)"', SOURCE),
    *WHY_UNWRITABLE.values(),
}
DEFECTS = {code.removesuffix(".found") for code in TEXTS if code.endswith(".found")}


def test_the_codes_are_those_that_the_source_raises() -> None:
    assert {code for code in RECORDS if code.count(".") == 1} | {
        code.rsplit(".", 1)[0] for code in RECORDS if code.count(".") == 2
    } == RAISED


@pytest.mark.parametrize("code", sorted(RAISED))
def test_what_happened_and_what_to_do(code: str) -> None:
    parts = ("found", "expected", "remedy") if code in DEFECTS else ("remedy",)
    wanted = {f"{code}.{part}" for part in parts} | (set() if code in DEFECTS else {code})
    if code.startswith("recovered."):
        wanted = {code}  # it is done: there is nothing to do
    assert wanted <= TEXTS.keys()


@pytest.mark.parametrize("code", sorted(RECORDS))
def test_both_languages_take_the_same_values(code: str) -> None:
    french, english = (
        {name for _, name, _, _ in Formatter().parse(RECORDS[code][lang])} for lang in COMPLETE
    )
    assert french == english
    assert not re.search("[ '][:;?!»]|« |'", RECORDS[code]["fr"])
