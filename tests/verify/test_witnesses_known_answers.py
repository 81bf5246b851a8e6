"""What aics-tlog, not ours, has said of trees, keys and checkpoints, for Pythons that it does not run on.

Cosignatures of Ed25519 are the same bytes whoever makes them, so that what the tests of witnesses are made
with is held to another implementation too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.tlog_vectors import LEAVES, ORIGIN, TIME
from support.witnesses import WITNESSES, cosigned, signed, vkey
from support.witnesses import root as by_hand

from tirage.dossier.merkle import consistency, root
from tirage.verify.primitives.trees import leaf_hash, root_of

KNOWN = json.loads((Path(__file__).parents[1] / "data" / "tlog.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_the_root_of_so_many_entries(size: int) -> None:
    leaves, known = LEAVES[:size], KNOWN["roots"][size - 1]
    assert root(leaves) == root_of(map(leaf_hash, leaves)) == by_hand(leaves).hex() == known


def test_what_shows_that_a_log_follows_from_another() -> None:
    for sizes, known in KNOWN["consistency"].items():
        old, new = map(int, sizes.split())
        assert list(consistency(LEAVES[:new], old)) == known


def test_the_keys_of_witnesses_as_they_make_them_known() -> None:
    assert {name: vkey(name) for name in WITNESSES} == KNOWN["keys"]


def test_a_checkpoint_and_its_cosignatures_byte_by_byte() -> None:
    said = KNOWN["checkpoint"].partition("\n\n")[0] + "\n"
    assert KNOWN["checkpoint"] == f"{said}\n{signed(said, ORIGIN)}"
    assert KNOWN["cosignatures"] == {name: f"{said}\n{cosigned(said, name, TIME)}" for name in WITNESSES}
