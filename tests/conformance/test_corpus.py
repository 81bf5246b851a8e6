"""Every verifier, of this version and of later ones, says of each pack what is written in the corpus."""

from __future__ import annotations

import json

from support.corpus import EXPECTED, PACKS, files_of, summary
from support.engine import Engine

FOUND = json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_every_pack_is_there_and_none_that_is_unknown():
    assert {pack.stem for pack in PACKS.glob("*.zip")} == set(FOUND)
    genuine = {name for name in FOUND if name.startswith("genuine_")}
    failed = {name for name, lines in FOUND.items() if any(line.split()[1] == "failed" for line in lines)}
    assert failed == set(FOUND) - genuine
    assert len(genuine) > 20 and len(failed) > 150


def said_of(name: str, engine: Engine) -> list[str]:
    """What both verifiers find in a pack; where they differ, how."""
    try:
        return summary(engine.verify(files_of(PACKS / f"{name}.zip")))
    except AssertionError as difference:
        return [f"the verifiers differ: {difference}"]


def test_both_verifiers_say_what_is_written(engine: Engine):
    said = {name: said_of(name, engine) for name in FOUND}
    assert {name: lines for name, lines in said.items() if lines != FOUND[name]} == {}
