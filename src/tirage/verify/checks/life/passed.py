"""Whether people who come first were passed over.

Alternates, by a draw among everyone while a list of them holds; those most like who left, by a draw among
people who differ from them in more criteria.
"""

from __future__ import annotations

import re

from ...kernel import Files
from ...reading.acts import LATER
from ...reading.documents import Malformed
from ...reading.journal import body_of, entry_names, kinds, later_plans
from ..chance.plan import FILE, Plan, read_plan
from .later import at
from .snapshot import Snapshot

_FIRST = "alternates-first"
_POLICY = re.compile(rb'"policy":"([^"]*)"')
_FURTHER = re.compile(rb'"among":"alike/[0-9]*[1-9]')


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


def may_pass_nearer(files: Files) -> bool:
    """Whether some draw is among people who are not alike in everything."""
    return any(_FURTHER.search(files[name]) for name in later_plans(files))


def passed_over(moment: Snapshot, plan: Plan, files: Files) -> str:
    """Among whom a draw should have been if they fit; empty where nobody comes first, or quotas gave way."""
    before = plan.before
    if before["relaxed"]:
        return ""
    way, _, most = before["among"].partition("/")
    if way == "alike":
        return f"alike/{int(most) - 1}" if int(most) else ""
    open_to_all = plan.act.startswith("replacements/") and way == "everyone"
    if not (open_to_all and moment.listed[0]):
        return ""
    try:
        first = read_plan(files.get(FILE, b"")).later["policy"] == _FIRST
    except Malformed:
        first = False
    return f"alternates/{moment.listed[0]}" if first else ""
