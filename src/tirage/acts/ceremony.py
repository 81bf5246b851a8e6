"""What people bring to the chance of a planned act: secrets that were committed, the dice, the beacon."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tirage.acts.commit import extend
from tirage.acts.conduct import ask
from tirage.acts.inputs import check_name, check_text, read_text
from tirage.acts.interface import AGREED, Clock, Consent, Note, Question
from tirage.assembly import record
from tirage.assembly.record import Dossier
from tirage.dossier.disk import PRIVATE
from tirage.dossier.outcome import Act, Changes
from tirage.dossier.packs import write_private
from tirage.draws import chance
from tirage.draws.chance import PUBLIC, Ceremony, Pulse
from tirage.errors import Defect, InputInvalid, Refused, by_clocks
from tirage.randomness import seeds
from tirage.randomness.beacon import is_signature, randomness, verified
from tirage.randomness.secrets import new_contribution
from tirage.shown import Shown
from tirage.tabular.files import read_bytes
from tirage.verify.checks.chance.beacon import is_genuine

LARGEST = 10_000
"""Bytes of a file with a secret or a signature: a few hundred do."""


@dataclass(frozen=True, slots=True)
class Committed:
    """A secret that is kept, and what hides it."""

    name: str
    commit: str
    """64 hex digits, to be published before the plan."""
    file: Path


@dataclass(frozen=True, slots=True)
class CeremonyState(Shown):
    """How far the chance of a dossier's last plan has come."""

    dossier: Dossier
    genuine: bool | None
    """Whether the beacon's signature is that of its round; None where none is on the record."""
    notes: tuple[Note, ...] = ()


def commit(folder: str | Path, name: str, text: str | None = None) -> Committed:
    """Keep a secret in `private/` of a folder: a new one, or the 64 hex digits of `text`.

    Refused where that name has one already.
    """
    check_name(name, "--name")
    folder = Path(folder)
    value = new_contribution() if text is None else chance.opened(text, "--text")
    kept = folder / PRIVATE / f"secret-{name}.txt"
    if kept.exists():
        raise Refused("ceremony.kept", path=kept)
    write_private(kept.parent, {kept.name: f"{value}\n".encode()})
    return Committed(name, seeds.commit(name, value), kept)


def reveal(
    folder: str | Path, name: str, given: Path | str, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> CeremonyState:
    """Record what a contributor brings: a text, or what the file at a path holds."""
    source = str(given) if isinstance(given, Path) else "--text"
    text = _small(given) if isinstance(given, Path) else read_text(given, "--text")

    def bring(dossier: Dossier, state: Ceremony, time: str) -> tuple[Act, ...]:
        if name == PUBLIC:
            check_text(text, source)
        act = chance.reveal(state, name, text, time, source)
        if name == PUBLIC:
            dossier.check_fresh(str(act[1]["value"]))
        return (act,)

    # A sealed value is what was committed, or nothing: there is no mistake to ask about.
    question = Question("roll", {"dice": text}) if name == PUBLIC else None
    return _recorded(folder, bring, clock, tool, consent, question)


def drop(
    folder: str | Path, name: str, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> CeremonyState:
    """Record that a contributor does not reveal."""
    question = Question("drop", {"name": name})
    return _recorded(folder, lambda _, state, __: (chance.drop(state, name),), clock, tool, consent, question)


def beacon(folder: str | Path, given: Path | tuple[int, str], *, clock: Clock, tool: str) -> CeremonyState:
    """Record the round that the plan has fixed: from a file of drand's, or its number and its signature."""
    pulse = _read_pulse(given) if isinstance(given, Path) else Pulse(*given, "--signature")
    return _recorded(
        folder, lambda _, state, time: chance.beacon(state, pulse, time, _is_genuine), clock, tool
    )


def state_of(folder: str | Path) -> CeremonyState:
    """What has come in for the last plan, and what is missing."""
    return _state(record.load(folder))


def _state(dossier: Dossier, notes: tuple[Note, ...] = ()) -> CeremonyState:
    ceremony = dossier.ceremony
    genuine = None
    if ceremony.terms.round is not None and ceremony.signature is not None:
        genuine = _is_genuine(ceremony.terms.round, ceremony.signature)
    return CeremonyState(dossier, genuine, notes)


def _recorded(
    folder: str | Path,
    bring: Callable[[Dossier, Ceremony, str], tuple[Act, ...]],
    clock: Clock,
    tool: str,
    consent: Consent = AGREED,
    question: Question | None = None,
) -> CeremonyState:
    """The state with what `bring` gives at this moment on the record; Refused once the act is drawn."""
    dossier = record.load(folder)
    state = dossier.ceremony
    if dossier.is_drawn(state.act):
        raise Refused("ceremony.over", act=state.act)
    time = clock(rehearsal=dossier.rehearsal)
    dossier.check_closed(time)
    with by_clocks(dossier.zone):
        acts = bring(dossier, state, time)
        if question is not None:
            ask(consent, question, dossier)
            # By the yes it may be too late.
            time = clock(rehearsal=dossier.rehearsal)
            acts = bring(dossier, state, time)
    changes = Changes({}, acts)
    public = [body for _, body in changes.acts if body.get("kind") == PUBLIC]
    notes = tuple(Note("note.value", {"value": body["value"]}) for body in public)
    return _state(extend(dossier, changes, time=time, tool=tool), notes)


def _is_genuine(number: int, signature: str) -> bool:
    """By the verifier's own means, and by the library of the extra `beacon` where it is installed."""
    return is_genuine(number, signature) and verified(number, signature) is not False


def _read_pulse(file: Path) -> Pulse:
    """What drand's API returns for a round; InputInvalid for anything else."""
    try:
        document = json.loads(_small(file))
    except (ValueError, RecursionError):
        document = None
    given = document if isinstance(document, dict) else {}
    number, signature = given.get("round"), given.get("signature")
    if type(number) is not int or not isinstance(signature, str):
        raise InputInvalid([Defect("beacon.form", str(file))])
    said = given.get("randomness", "")
    if is_signature(signature) and said not in ("", randomness(signature)):
        raise InputInvalid([Defect("beacon.randomness", str(file))])
    return Pulse(number, signature, str(file))


def _small(file: Path) -> str:
    data = read_bytes(file)
    try:
        if len(data) > LARGEST:
            raise ValueError(len(data))
        return data.decode("utf-8-sig").strip()
    except ValueError as error:
        raise InputInvalid([Defect("ceremony.file", str(file))]) from error
