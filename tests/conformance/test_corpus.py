"""Every verifier, of this version and of later ones, says of each pack what is written in the corpus."""

from __future__ import annotations

import json

import pytest
from corpus import EXPECTED, PACKS, files_of, summary
from second import Engine

from tirage.verify import checklist

FOUND = json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_every_pack_is_there_and_none_that_is_unknown():
    assert {pack.stem for pack in PACKS.glob("*.zip")} == set(FOUND)
    genuine = {name for name in FOUND if name.startswith("genuine_")}
    failed = {name for name, lines in FOUND.items() if any(line.split()[1] == "failed" for line in lines)}
    assert failed == set(FOUND) - genuine
    assert len(genuine) > 20 and len(failed) > 150


@pytest.mark.parametrize("name", FOUND)
def test_both_verifiers_say_what_is_written(name: str, engine: Engine):
    files = files_of(PACKS / f"{name}.zip")
    assert summary(checklist.verify(files)) == FOUND[name]
    assert summary(engine.verify(files)) == FOUND[name]
