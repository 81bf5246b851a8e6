"""Inclusion proofs against the known answers of the specification and against the recursive definition."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.dossier.merkle import proof, root, root_by

VECTORS = json.loads(
    (Path(__file__).parents[2] / "src/tirage/spec/vectors/tirage-vectors.json").read_text(encoding="utf-8")
)
LEAVES = [leaf.encode() for leaf in VECTORS["merkle"]["leaves"]]


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 §2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


def test_known_root_and_proofs() -> None:
    assert root(LEAVES) == VECTORS["merkle"]["root"]
    assert [list(proof(LEAVES, i)) for i in range(len(LEAVES))] == VECTORS["merkle"]["proofs"]
    assert root([]) == VECTORS["merkle_empty_root"]


leaves_of_any_number = st.integers(1, 70).map(lambda n: [f"leaf {i}".encode() for i in range(n)])


@given(leaves_of_any_number)
def test_one_pass_is_the_definition(leaves: list[bytes]) -> None:
    assert root(iter(leaves)) == by_definition(leaves).hex()


@given(leaves_of_any_number, st.data())
def test_a_proof_leads_to_the_root_and_no_other_leaf_does(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    siblings = proof(leaves, index)
    assert root_by(leaves[index], index, len(leaves), siblings) == root(leaves)
    assert root_by(b"another", index, len(leaves), siblings) != root(leaves)
    if len(leaves) > 1:
        assert root_by(leaves[index], index, len(leaves), siblings[:-1]) is None
        assert root_by(leaves[index], index, len(leaves), (*siblings, "00" * 32)) is None
        elsewhere = data.draw(st.integers(0, len(leaves) - 1).filter(lambda i: i != index))
        assert root_by(leaves[index], elsewhere, len(leaves), siblings) != root(leaves)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        proof([b"a", b"b", b"c"], index)
    assert root_by(b"a", index, 3, ()) is None
