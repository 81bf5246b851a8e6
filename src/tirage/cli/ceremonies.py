"""The steps behind `tirage seed …`: keep a secret, record what it opens to, say how far the ceremony is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tirage.assembly import record
from tirage.cli.clock import now, tool
from tirage.cli.options import check_rolled, text_rolled
from tirage.cli.output import Output
from tirage.cli.terms import check_name
from tirage.dossier.chain import groups, head
from tirage.dossier.disk import write_all
from tirage.dossier.outcome import Act, Changes
from tirage.draws import chance
from tirage.draws.chance import PUBLIC, Ceremony, Pulse
from tirage.errors import Defect, InputInvalid, Refused
from tirage.randomness import seeds
from tirage.randomness.beacon import CHAIN, is_signature, randomness, verified
from tirage.randomness.secrets import new_contribution
from tirage.tabular.files import read_bytes
from tirage.verify.checks.chance.beacon import is_genuine

LARGEST = 10_000
"""Bytes of a file with a secret or a signature: a few hundred do."""


def commit(folder: Path, name: str, text: str | None, talk: Output) -> None:
    """Keep a secret value in `private/` of a folder, and say the commitment that hides it."""
    check_name(name, "--name")
    value = new_contribution() if text is None else chance.opened(text, "--text")
    kept = f"private/secret-{name}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(folder, {kept: f"{value}\n".encode()})
    except FileExistsError as error:
        raise Refused("ceremony.kept", path=folder / kept) from error
    except OSError as error:
        values = {"error": type(error).__name__}
        raise InputInvalid([Defect("output.write", str(folder), values=values)]) from error
    facts = {"name": name, "commit": seeds.commit(name, value), "file": str(folder / kept)}
    if talk.as_json:
        talk.data(facts)
    else:
        talk.console().print(talk.text("ceremony.committed", **facts), soft_wrap=True)


def reveal(folder: Path, name: str, given: Path | str, talk: Output) -> None:
    """Record what a contributor brings: a text, or the file that holds it."""
    source = str(given) if isinstance(given, Path) else "--text"
    text = _small(given) if isinstance(given, Path) else text_rolled(given, "--text")

    def bring(found: record.Dossier, state: Ceremony, time: str) -> tuple[Act, ...]:
        if name == PUBLIC:
            check_rolled(text, source)
            found.check_fresh(text)
            explain(text, talk)
        return (chance.reveal(state, name, text, time, source),)

    _record(folder, bring, talk)


def explain(roll: str | int, talk: Output) -> None:
    """Say by which rule a text counts, and warn of a short roll."""
    if isinstance(roll, int) or not roll.strip():
        return
    counted = seeds.contribution_value(roll)
    if counted.rule == "text":
        talk.say("note.text")
    talk.say("note.value", value=counted.value)
    digits = sum(character.isdigit() for character in roll)
    if digits < seeds.ENOUGH_DIGITS:
        talk.say("note.digits", digits=digits)


def drop(folder: Path, name: str, talk: Output) -> None:
    """Record that a contributor does not reveal."""
    _record(folder, lambda _, state, __: (chance.drop(state, name),), talk)


def beacon(folder: Path, given: Path | tuple[int, str], talk: Output) -> None:
    """Record the round that the plan has fixed: from a file, or its number and its signature."""
    pulse = _read_pulse(given) if isinstance(given, Path) else Pulse(*given, "--signature")
    _record(folder, lambda _, state, time: chance.beacon(state, pulse, time, _is_genuine), talk)


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


def show(folder: Path, talk: Output) -> None:
    """Who has committed and revealed, what is missing; the seed once nothing is."""
    _show(record.load(folder), talk)


def _record(
    folder: Path, bring: Callable[[record.Dossier, Ceremony, str], tuple[Act, ...]], talk: Output
) -> None:
    found = record.load(folder)
    state = found.ceremony
    if found.is_drawn(state.act):
        raise Refused("ceremony.over", act=state.act)
    time = now(rehearsal=found.rehearsal)
    acts = bring(found, state, time)
    _show(record.extend(found, Changes({}, acts), time=time, tool=tool()), talk)


def _small(file: Path) -> str:
    data = read_bytes(file)
    try:
        if len(data) > LARGEST:
            raise ValueError(len(data))
        return data.decode("utf-8-sig").strip()
    except ValueError as error:
        raise InputInvalid([Defect("ceremony.file", str(file))]) from error


def document(found: record.Dossier) -> dict[str, Any]:
    """The state of the last ceremony of a dossier, as JSON values."""
    state = found.ceremony
    terms, chance = state.terms, state.chance() if state.complete else None
    return {
        "dossier": str(found.path),
        "act": state.act,
        "rehearsal": found.rehearsal,
        "plan": state.plan_hash,
        "contributors": [
            {
                "id": name,
                "commit": terms.sealed.get(name),
                "status": "missing"
                if name in state.missing
                else "dropped"
                if name in state.dropped
                else "given",
                "value": state.values.get(name),
            }
            for name in sorted({PUBLIC, *terms.sealed})
        ],
        "beacon": _beacon(state),
        "seed": chance.facts["seed"] if chance else None,
        "stage_seed": chance.stage_seed if chance else None,
        "drawn": found.is_drawn(state.act),
        "journal_head": head(found.entries),
    }


def _beacon(state: Ceremony) -> dict[str, Any] | None:
    if state.terms.round is None:
        return None
    checked = state.signature and _is_genuine(state.terms.round, state.signature)
    facts = {"chain": CHAIN, "round": state.terms.round, "due": state.terms.due}
    return {**facts, "signature": state.signature, "checked": checked}


def _show(found: record.Dossier, talk: Output) -> None:
    facts = document(found)
    if talk.as_json:
        talk.data(facts)
        return
    console = talk.console()
    if facts["rehearsal"]:
        console.print(talk.text("show.rehearsal"), style="bold reverse")
    console.print(talk.text("ceremony.title", act=facts["act"]), style="bold", soft_wrap=True)
    console.print(talk.text("show.plan"), groups(facts["plan"]), soft_wrap=True)
    for each in facts["contributors"]:
        kind = "sealed" if each["commit"] else PUBLIC
        values = {
            "name": each["id"],
            "commit": (each["commit"] or "")[:16],
            "value": (each["value"] or "")[:16],
        }
        console.print(talk.text(f"ceremony.{kind}.{each['status']}", **values), soft_wrap=True)
    if facts["beacon"]:
        checked = {None: "awaited", True: "checked", False: "false"}[facts["beacon"]["checked"]]
        console.print(talk.text(f"ceremony.beacon.{checked}", **facts["beacon"]), soft_wrap=True)
    if facts["seed"]:
        console.print(talk.text("show.seed"), groups(facts["seed"]), soft_wrap=True)
    console.print(talk.text("show.head"), groups(facts["journal_head"]), soft_wrap=True)
    console.print()
    console.print(
        talk.text(f"ceremony.next.{_next(facts)}", path=facts["dossier"]), style="bold", soft_wrap=True
    )


def _next(facts: dict[str, Any]) -> str:
    """What comes next, by the state."""
    if facts["drawn"]:
        return "drawn"
    if facts["seed"]:
        kind = str(facts["act"]).partition("/")[0]
        return kind if kind in {"panel", "replacements", "renewal"} else "letters"
    waiting = [each for each in facts["contributors"] if each["status"] == "missing"]
    if any(each["commit"] for each in waiting):
        return "reveal"
    return "dice" if waiting else "beacon"
