"""The JSON Schema for editors says what the reader says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from support.refusals import QUOTAS_YAML as YAML
from support.refusals import criteria, file
from support.schemas import schema

from tirage.errors import InputInvalid
from tirage.quotas import yaml_file
from tirage.quotas.read import read_quotas

ROOT = Path(__file__).parents[2]
SCHEMA = schema("quotas")

CROSSED = (
    criteria("g: {a: {minimum: 0, maximum: 100}}", "h: {b: {minimum: 0, maximum: 100}}")
    + "crossings:\n  g × h: {a × b: {minimum: 0, maximum: 100}}\n"
)
CHANGED = YAML + (
    "changes:\n- date: '2026-11-23'\n  reason: x\n  from_sha256: " + "a" * 64 + "\n"
    "  rows:\n  - {criterion: genre, category: Femme, limit: minimum, from: 50, to: 49}\n"
)
GOOD = (
    YAML,
    (ROOT / "examples" / "paris" / "quotas.yaml").read_text(encoding="utf-8"),
    criteria("g:", "  a: {share: '12,5 %', tolerance: 2, min_flex: 0}", "  b: {share: 87.5%}"),
    CROSSED,
    CROSSED.replace("a × b: {minimum: 0, maximum: 100}", "a × b: {share: 100 %, tolerance: 3, min_flex: 0}"),
    CROSSED.partition("crossings")[0] + "crossings: {}\n",
    CHANGED,
)
BAD = (
    CHANGED.replace("2026-11-23", "23/11/2026"),
    CHANGED.replace("reason: x", "reason: ''"),
    CHANGED.replace("limit: minimum", "limit: least"),
    CHANGED.replace("a" * 64, "A" * 64),
    CHANGED.replace(", to: 49", ""),
    CHANGED.partition("  rows")[0] + "  rows: []\n",
    CHANGED.partition("changes")[0] + "changes: []\n",
    "tirage: quotas/2\n" + YAML.partition("\n")[2],
    YAML.partition("\n")[2],
    YAML + "seats: 100\n",
    criteria("g: {}"),
    criteria("g:", "  a: 50"),
    criteria("g:", "  a: {minimum: 1}"),
    criteria("g:", "  a: {minimum: -1, maximum: 100}"),
    criteria("g:", "  a: {minimum: 1.5, maximum: 100}"),
    criteria("g:", "  a: {minimum: 1, maximum: 100, share: 100 %}"),
    criteria("g:", "  a: {share: 100}"),
    criteria("g:", "  a: {share: 100 %, tolerance: x}"),
    criteria("g:", "  a: {share: 100 %, weight: 1}"),
    criteria('" ":', "  a: {minimum: 1, maximum: 100}"),
    CROSSED.replace("g × h", "g x h"),
    CROSSED.replace("a × b", "a×b"),
    CROSSED.replace("{a × b: {minimum: 0, maximum: 100}}", "{}"),
    CROSSED.replace("a × b: {minimum: 0,", "a × b: {"),
    CROSSED.replace("{a × b: {minimum: 0, maximum: 100}}", "[a × b]"),
    CROSSED.partition("crossings")[0] + "crossings: []\n",
)


def test_the_schema_has_the_keys_of_the_reader() -> None:
    assert set(SCHEMA["properties"]) == set(yaml_file.TOP_KEYS)
    assert set(SCHEMA["required"]) == set(yaml_file.REQUIRED_KEYS)
    assert SCHEMA["properties"]["tirage"]["const"] == yaml_file.VERSION
    bounds, share = SCHEMA["$defs"]["bounds"], SCHEMA["$defs"]["share"]
    assert set(bounds["properties"]) == {*yaml_file.BOUND_KEYS, *yaml_file.FLEX_KEYS}
    assert set(share["properties"]) == {*yaml_file.SHARE_KEYS, *yaml_file.FLEX_KEYS}


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_schema_and_reader_agree(text: str, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))
    assert valid is (text in GOOD)
    try:
        read_quotas(file(tmp_path, "q.yaml", text), seats=100)
    except InputInvalid:
        assert not valid
    else:
        assert valid
