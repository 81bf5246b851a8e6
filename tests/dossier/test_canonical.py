"""Canonical JSON against another implementation, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType
from unicodedata import category, normalize, unidata_version

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tirage.dossier.canonical import LARGEST, canonical, sha256, unassigned
from tirage.errors import InputInvalid

VECTORS = json.loads((Path(__file__).parents[2] / "src/tirage/spec/vectors/tirage-vectors.json").read_text())

known = st.characters(codec="utf-8", exclude_categories=["Cn", "Cs"]).filter(
    lambda sign: not unassigned(sign)
)
texts = st.text(known).map(lambda text: normalize("NFC", text))
keys = st.text(st.characters(codec="ascii"))
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(keys, inner),
)


@given(documents)
def test_the_same_bytes_as_rfc_8785(document: object) -> None:
    assert canonical(document) == rfc8785.dumps(document)


@given(documents)
def test_nothing_is_lost(document: object) -> None:
    assert json.loads(canonical(document)) == document


def test_the_plan_of_the_specification() -> None:
    data = canonical(VECTORS["plan"])
    assert data.decode() == VECTORS["plan_canonical_utf8"]
    assert sha256(data) == VECTORS["plan_hash"]


def test_a_mapping_that_cannot_change_and_a_tuple_are_documents_too() -> None:
    assert canonical(MappingProxyType({"b": (1, 2), "a": {}})) == b'{"a":{},"b":[1,2]}'


@pytest.mark.parametrize(
    "document",
    [
        1.0,
        float("nan"),
        LARGEST + 1,
        -LARGEST - 1,
        "e\u0301",
        "\ud800",
        {"é": 1},
        {1: "one"},
        {"a": [{"b": 0.5}]},
        b"bytes",
        {1, 2},
    ],
)
def test_what_two_programs_could_write_differently_is_refused(document: object) -> None:
    with pytest.raises(ValueError):
        canonical(document)


@pytest.mark.parametrize("sign", ["\u0378", "\U0001fae8", "\U0010ffff"])
def test_a_character_that_some_computers_do_not_know_is_named(sign: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        canonical({"name": f"Zoé {sign}"})
    defect = caught.value.defects[0]
    assert (defect.code, defect.values["sign"]) == ("text.unassigned", f"U+{ord(sign):04X}")


@pytest.mark.skipif(unidata_version != "14.0.0", reason="another Unicode: that of Python 3.11 is the table's")
def test_the_table_is_that_of_unicode_14() -> None:
    every = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert all((category(sign) == "Cn") == (unassigned(sign) is not None) for sign in every)
