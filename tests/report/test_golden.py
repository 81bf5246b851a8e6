"""The words of every report, in both languages, beside what a person has read and accepted.

Where they differ, `golden/NAME.new` is written: read it, and if it is right, `mv NAME.new NAME`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from support.reporting import KINDS, document, framed, petit

from tirage.i18n.catalogue import COMPLETE, Language
from tirage.report.rendering import markdown

OF_THE_VERIFIER = {"checks", "verification", "beyond", "program"}
"""Sections whose words are the verifier's, or change with each commit."""
PAPERS = [*(("petit", kind) for kind in KINDS), ("framed", "letters"), ("framed", "proces-verbal")]
"""Each dossier with the reports on it: the deed is that of its last draw."""
GOLDEN = Path(__file__).parent / "golden"
HASH = re.compile(r"\b[0-9a-f]{8}( [0-9a-f]{8}){7}\b")


@pytest.fixture(scope="module")
def dossiers() -> dict[str, Mapping[str, bytes]]:
    return {"petit": petit(), "framed": framed()}


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize(("name", "kind"), PAPERS)
def test_the_words_are_those_that_were_accepted(
    name: str, kind: str, language: Language, dossiers: dict[str, Mapping[str, bytes]]
) -> None:
    found = document(dossiers[name], kind, language)
    ours = tuple(
        section
        for section in found.sections
        if section.key not in OF_THE_VERIFIER
        and "checks" not in {getattr(block, "key", "") for block in section.blocks}
    )
    # What a hash is, other tests say: here it would hide a change of words.
    words = HASH.sub("HASH", markdown.render(replace(found, sections=ours)).decode())
    accepted = GOLDEN / f"{name}-{kind}-{language}.md"
    if not accepted.exists() or accepted.read_text(encoding="utf-8") != words:
        accepted.with_name(f"{accepted.name}.new").write_text(words, encoding="utf-8")
        pytest.fail(f"read {accepted.name}.new; if it is right, move it to {accepted.name}")
