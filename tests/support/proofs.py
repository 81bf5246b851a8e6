"""Proofs as documents, typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NO_ONE_KNOWS = "999999999999"
"""What a leaf without prices shows of any small weights."""


def leaf(d: int = 1, nu: int = 0, **prices: Mapping[int, int]) -> dict[str, Any]:
    """A leaf with prices of `quotas`, `households` and `branchings` by number."""
    named = {
        name: {str(number): str(price) for number, price in prices.get(name, {}).items()}
        for name in ("quotas", "households", "branchings")
    }
    return {"d": str(d), "nu": str(nu), **named}


def by_program(y: Mapping[str, str], best: str) -> dict[str, Any]:
    """An integer program's word: its tree shows next to nothing."""
    return {"y": y, "best": best, "proved": NO_ONE_KNOWS, "tree": [leaf()]}


def by_tree(y: Mapping[str, str], best: str, *nodes: Mapping[str, Any]) -> dict[str, Any]:
    """The same, all of it shown by a tree."""
    return {"y": y, "best": best, "proved": best, "tree": list(nodes)}


def nobody(*nodes: Mapping[str, Any]) -> dict[str, Any]:
    """That there is no panel."""
    return {"tree": list(nodes)}
