"""The known answers of the specification, and the rolls whose values three languages must agree on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VECTORS_FILE = Path(__file__).parents[2] / "src/tirage/spec/vectors/tirage-vectors.json"
WEIGHTS_FILE = VECTORS_FILE.with_name("weights-vectors.json")
ROLLS_FILE = Path(__file__).parents[1] / "data" / "rolls.json"

VECTORS: dict[str, Any] = json.loads(VECTORS_FILE.read_text(encoding="utf-8"))
ROLLS: list[dict[str, Any]] = json.loads(ROLLS_FILE.read_text(encoding="utf-8"))

PLAN_HASH: str = VECTORS["plan_hash"]
SEED: str = VECTORS["seed"]
INVITE: str = VECTORS["stage_seed_invite"]
PANEL: str = VECTORS["stage_seed_panel"]
CONTRIBUTIONS: dict[str, str] = {c["id"]: c["value"] for c in VECTORS["contributions"]}
"""Contributor to value."""
