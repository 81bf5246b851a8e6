"""Every verifier, of this version and of later ones, says of each pack what is written in the corpus."""

from __future__ import annotations

import itertools
import json

from support.corpus import EXPECTED, PACKS, files_of, found_in, is_chain, summary
from support.engine import Engine

from tirage.verify.report import NUMBERS

FOUND = json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_every_pack_is_there_and_none_that_is_unknown():
    assert {pack.stem for pack in PACKS.glob("*.zip")} == set(FOUND)
    genuine = {name for name in FOUND if name.startswith("genuine_")}
    failed = {name for name, lines in FOUND.items() if any(line.split()[1] == "failed" for line in lines)}
    assert failed == set(FOUND) - genuine
    assert len(genuine) > 20 and len(failed) > 150


def test_every_check_fails_in_some_pack():
    """But the heading of part 10, what needs a citizen's proof or one part alone, and part 11."""
    lines = [line.split() for found in FOUND.values() for line in found]
    failed = {number.removeprefix("next/") for number, status, *_ in lines if status == "failed"}
    # 10.9.2.8.3 is check 8.3 of the second of the draws that are check 10.9.
    failed |= {".".join(part) for each in failed for part in itertools.pairwise(each.split("."))}
    numbers = {each for each in NUMBERS.values() if not each.startswith(("11.", "12."))}
    assert numbers - failed == {"1.24", "10.1"}


def said_of(name: str, engine: Engine) -> list[str]:
    """What both verifiers find in a pack; where they differ, how; the page reads a chain one by one."""
    pack = PACKS / f"{name}.zip"
    files = files_of(pack)
    try:
        if not is_chain(files):
            return summary(engine.verify(files))
        for part in ("", "next/"):
            engine.verify({path[len(part) :]: data for path, data in files.items() if _is_of(path, part)})
        return found_in(pack)
    except AssertionError as difference:
        return [f"the verifiers differ: {difference}"]


def _is_of(path: str, part: str) -> bool:
    """Whether a file is of the assembly in that folder of a chain."""
    return path.startswith(part) and path[len(part) :].startswith(("journal/", "public/", "guarantors/"))


def test_both_verifiers_say_what_is_written(engine: Engine):
    said = {name: said_of(name, engine) for name in FOUND}
    assert {name: lines for name, lines in said.items() if lines != FOUND[name]} == {}
