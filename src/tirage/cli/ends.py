"""The steps behind `tirage void`, `tirage contest` and `tirage erase`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tirage.acts import ending
from tirage.acts.records.publish import words
from tirage.assembly import record
from tirage.cli.clock import now, tool
from tirage.cli.output import Output
from tirage.dossier.canonical import canonical
from tirage.dossier.chain import groups, head
from tirage.dossier.disk import destroy_private
from tirage.dossier.outcome import Changes
from tirage.errors import Refused
from tirage.people.private.leaks import leaks


def void(folder: Path, reason: str, talk: Output) -> None:
    """Declare the plan that waits for its chance void."""
    after = _record(folder, lambda found, time: ending.void(found, reason, time))
    later = any(entry.type == "panel" for entry in after.entries)
    _show(after, "void.later" if later else "void.done", talk)


def contest(folder: Path, reason: str, talk: Output) -> None:
    """Put on the record that the last result is contested."""
    after = _record(folder, lambda found, _: ending.contest(found, reason))
    _show(after, "contest.done", talk)


def erase(folder: Path, reason: str, *, sure: bool, talk: Output) -> None:
    """Destroy the private folder, once that is on the record; done again, it finishes what was cut short."""
    found = record.load(folder)
    if all(entry.type != "erase" for entry in found.entries):
        if not sure:
            raise Refused("erase.unsure", path=folder)
        found = _record(folder, lambda _, __: ending.erase(reason))
    _show(found, "erase.done", talk, files=destroy_private(folder))


def _record(folder: Path, act: Callable[[record.Dossier, str], Changes]) -> record.Dossier:
    found = record.load(folder)
    time = now(rehearsal=found.rehearsal)
    outcome = act(found, time)
    # The reason is published for ever: nobody may be named in it.
    said = {kind: canonical({"reason": body["reason"]}) for kind, body in outcome.acts}
    if leaks({f"{kind}.json": data for kind, data in said.items()}, folder, words(found.files)):
        raise Refused("ending.names")
    return record.extend(found, outcome, time=time, tool=tool())


def _show(found: record.Dossier, code: str, talk: Output, **values: object) -> None:
    top = head(found.entries)
    if talk.as_json:
        entry = found.entries[-1]
        talk.data(
            {"dossier": str(found.path), "act": entry.type, **entry.body, **values, "journal_head": top}
        )
        return
    console = talk.console()
    console.print(talk.text(code, path=found.path, **values), soft_wrap=True)
    console.print(talk.text("show.head"), groups(top), soft_wrap=True)
