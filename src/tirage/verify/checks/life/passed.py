"""Whether alternates who come first were passed over: a draw among everyone while a list of them holds."""

from __future__ import annotations

import re

from ...kernel import Files
from ...reading.acts import LATER
from ...reading.documents import Malformed
from ...reading.journal import body_of, entry_names, kinds
from ..chance.plan import FILE, Plan, read_plan
from .later import at
from .snapshot import Snapshot

_FIRST = "alternates-first"
_POLICY = re.compile(rb'"policy":"([^"]*)"')


def may_pass_over(files: Files) -> bool:
    """Whether some draw does, or may do as far as what can be read tells: of plans and entries, any bytes."""
    said = _POLICY.search(files.get(FILE, b""))
    if said is not None and said[1] != _FIRST.encode():
        return False
    names, types = entry_names(files), kinds(files)
    listed = types.index("alternates") if "alternates" in types else len(types)
    later = [name for name, kind in zip(names, types, strict=True) if kind == "plan"]
    return any(_may_be_of_everyone(files, name) for name in later if names.index(name) > listed)


def _may_be_of_everyone(files: Files, entry: str) -> bool:
    act = (body_of(files[entry]) or {}).get("act")
    if not isinstance(act, str) or not LATER.fullmatch(act):
        return True
    return act.startswith("replacements/") and b'"among":"alternates/' not in files.get(at(FILE, act), b"")


def passes_over(moment: Snapshot, plan: Plan, files: Files) -> bool:
    """Whether a draw is among everyone where alternates come first and there is a list of them."""
    before = plan.before
    open_to_all = plan.act.startswith("replacements/") and before["among"] == "everyone"
    if before["relaxed"] or not (open_to_all and moment.listed[0]):
        return False
    try:
        return bool(read_plan(files.get(FILE, b"")).later["policy"] == _FIRST)
    except Malformed:
        return False
