"""Proofs as documents, typed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


SEATS = leaf(nu=1)
"""Shows that all together have the seats there are."""


def cut(weights: Mapping[str, str], best: str, *nodes: Mapping[str, Any]) -> dict[str, Any]:
    """A cut that a tree shows; without one, an integer program's word, whose tree shows next to nothing."""
    proved = best if nodes else NO_ONE_KNOWS
    return {"weights": weights, "best": best, "proved": proved, "tree": list(nodes) or [leaf()]}


def without_prices() -> dict[str, Any]:
    """A proof without any price, to which those of cuts are added."""
    return {"nu": "0", "quotas": {}, "households": {}}


def priced(**cuts: str) -> dict[str, Any]:
    """A proof by cuts alone: `priced(c0="1", c7="2")`."""
    return {**without_prices(), "cuts": {name[1:]: price for name, price in cuts.items()}}


def by_cut(weights: Mapping[str, str], best: str, *nodes: Mapping[str, Any]) -> dict[str, Any]:
    """A proof that is one cut; `hoisted` gives the cut its place."""
    return {**without_prices(), "cut": cut(weights, best, *nodes)}


def hoisted(certificate: dict[str, Any], before: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The certificate, the cuts of whose proofs stand where they belong, each once."""
    cuts = list(before)

    def proof(item: Any) -> Any:
        if not isinstance(item, dict) or "cut" not in item:
            return item
        own = item["cut"]
        if own not in cuts:
            cuts.append(own)
        rest = {name: value for name, value in item.items() if name != "cut"}
        return {**rest, "cuts": {str(cuts.index(own)): "1"}}

    def part(item: dict[str, Any]) -> dict[str, Any]:
        whole = {**item, **({"proof": proof(item["proof"])} if "proof" in item else {})}
        return {**whole, **({"floor": part(item["floor"])} if isinstance(item.get("floor"), dict) else {})}

    found = {**certificate, "levels": [part(level) for level in certificate["levels"]]}
    if "objective" in certificate:
        found["objective"] = part(certificate["objective"])
    return {**found, **({"cuts": cuts} if cuts else {})}


def nobody(*nodes: Mapping[str, Any]) -> dict[str, Any]:
    """That there is no panel."""
    return {"tree": list(nodes)}
