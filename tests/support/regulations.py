"""Regulations beside dossiers that were made without one, and terms that follow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from support.dossiers import Files, acts_of, canon, rechained, sha
from tirage.verify.data import specified

Document = dict[str, Any]
RULES = "public/rules.json"
TERM = {
    "start": "2027-01-01",
    "months": 12,
    "end": "2028-01-01",
    "cohorts": 1,
    "by_rules": False,
    "sha256": "",
}
_OWN = {"term.months": 12, "term.start": "2027-01-01", "term.by_rules": False, "ids": "published"}
_LASTING = {"term.last": 0, "term.moved": "at-once", "term.age_limit": "at-once", "term.absences": 3}


def at(document: Any, place: str) -> Any:
    """What stands at a place such as `draws.roll`; None where there is none."""
    for part in place.split("."):
        document = document.get(part) if isinstance(document, dict) else None
    return document


def regulation(files: Mapping[str, bytes], quotas: str = "public/quotas.json") -> Document:
    """The one that the rules and quotas of a dossier were drawn up under."""
    rules = json.loads(files[RULES])
    ids = next((body["ids"] for kind, body in acts_of(files) if kind == "pool"), None)
    own = {**_OWN, **_LASTING, "ids": ids, "quotas": {"criteria": json.loads(files[quotas])["criteria"]}}
    found = []
    for number, each in enumerate(specified("regulation")["paragraphs"], 1):
        values = {key: at(rules, place) if place else own.get(key) for key, place in each["keys"].items()}
        found.append({"number": number, "title": each["code"], "text": ["Said."], "values": values})
    found[-1]["items"] = ["Who signs."]
    return {"spec": "tirage/2", "language": "en", "paragraphs": found}


def of(document: Document, key: str) -> tuple[int, dict[str, Any]]:
    """Number and values of the paragraph with this key."""
    return next((each["number"], each["values"]) for each in document["paragraphs"] if key in each["values"])


def otherwise(document: Document, key: str, value: Any) -> Document:
    """The same with another value there."""
    found: Document = json.loads(json.dumps(document))
    of(found, key)[1][key] = value
    return found


def under(files: Mapping[str, bytes], *editions: Document, told: Mapping[int, Any] | None = None) -> Files:
    """The dossier with these editions adopted first; `told`: what entries say of changes, by edition."""
    acts = acts_of(files)
    brought = {f"public/regulation-{n}.json": canon(each) for n, each in enumerate(editions, 1)}
    for number, data in enumerate(brought.values(), 1):
        body: dict[str, Any] = {"edition": number, "date": "2026-11-20", "sha256": sha(data)}
        if number in (told or {}):
            body |= {"changed": (told or {})[number], "reason": "The council asked for it."}
        acts.insert(number, ("regulation", body))
    return rechained({**files, **brought}, acts)
