"""The steps behind `tirage record responses` and `tirage record undelivered`."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tirage.acts import responses as rounds
from tirage.acts.responses import Answer, Letter, Round
from tirage.analysis.statistics import wilson
from tirage.assembly import letters as waves
from tirage.assembly import record
from tirage.cli.clock import now, tool
from tirage.cli.output import Output
from tirage.dossier import files
from tirage.dossier.chain import groups, head
from tirage.dossier.layout import FRAME
from tirage.errors import Refused
from tirage.quotas.model import Quotas
from tirage.quotas.read import read_quotas
from tirage.rules.model import Rules
from tirage.rules.read import read_rules
from tirage.rules.templates import RULES
from tirage.tabular.tables import Table, read_table


class Correspondence(NamedTuple):
    """What was sent and what is known of it."""

    found: record.Dossier
    quotas: Quotas
    letters: Mapping[str, Letter]
    before: Mapping[str, Answer]


def responses(file: Path, folder: Path, deadline: date | None, talk: Output) -> None:
    """Record a file of answers."""
    _record(
        file,
        folder,
        lambda table, name, sent: rounds.read_answers(
            table, name, sent.quotas, sent.letters, sent.before, deadline
        ),
        talk,
    )


def undelivered(file: Path, folder: Path, talk: Output) -> None:
    """Record letters that came back."""
    _record(
        file,
        folder,
        lambda table, name, sent: rounds.read_undelivered(table, name, sent.letters, sent.before),
        talk,
    )


def correspondence(folder: Path) -> Correspondence:
    """Letters by code, and the answers so far; Refused where no letter was drawn."""
    found = record.load(folder)
    rules = read_rules(folder / RULES)
    quotas = read_quotas(folder / rules.quotas, seats=rules.seats).quotas
    drawn = len(waves.basis(found).before)
    if not drawn:
        raise Refused("responses.no_letters", path=folder)
    labels = {each["code"]: tuple(each["labels"]) for each in json.loads(found.files[FRAME])["strata"]}
    letters: dict[str, Letter] = {}
    for wave in range(1, drawn + 1):
        letters |= _letters(folder, wave, rules, quotas, labels)
    header, *rows = waves.last_responses(found)
    places = [header.index(each.name) for each in quotas.criteria] if rows else []
    before = {row[0]: Answer(row[1], tuple(row[i] for i in places)) for row in rows}
    return Correspondence(found, quotas, letters, before)


def _letters(
    folder: Path, wave: int, rules: Rules, quotas: Quotas, labels: Mapping[str, tuple[str, ...]]
) -> dict[str, Letter]:
    data = files.read_private(folder, f"private/letters-{wave}.csv")
    rows = csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";")
    return {
        row["code"]: Letter(
            row["pid"], row["stratum"], waves.known_features(rules, quotas, labels[row["stratum"]])
        )
        for row in rows
    }


def _record(
    file: Path, folder: Path, read: Callable[[Table, str, Correspondence], Round], talk: Output
) -> None:
    sent = correspondence(folder)
    table = read_table(file)
    found = read(table, str(file), sent)
    number = sum(kind == "responses" for kind, _ in sent.found.acts) + 1
    names = [criterion.name for criterion in sent.quotas.criteria]
    outcome = rounds.record(number, found, sent.letters, names, table.sha256)
    after = record.extend(sent.found, outcome, time=now(rehearsal=sent.found.rehearsal), tool=tool())
    document = json.loads(outcome.files[f"public/responses-{number}.json"])
    counts = {"new": found.new, "changed": found.changed, "repeated": found.repeated}
    if talk.as_json:
        talk.data({**document, **counts, "journal_head": head(after.entries)})
        return
    console = talk.console()
    console.print(talk.text("responses.title", round=number, **counts), style="bold", soft_wrap=True)
    for status, count in document["answers"].items():
        kind, _, cause = status.partition(":")
        name = talk.text(f"responses.status.{kind}") + (f" ({cause})" if cause else "")
        console.print(talk.text("responses.line", status=name, count=count), soft_wrap=True)
    for stream in document["streams"]:
        low, high = wilson(stream["accepted"], stream["letters"])
        rate = stream["accepted"] / max(1, stream["letters"])
        shown = {"rate": _percent(talk, rate), "low": _percent(talk, low), "high": _percent(talk, high)}
        console.print(talk.text("responses.rate", **stream, **shown), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head(after.entries)), soft_wrap=True)
    console.print()
    console.print(talk.text("responses.next", path=folder), soft_wrap=True)


def _percent(talk: Output, value: float) -> str:
    text = f"{100 * value:.1f}"
    return f"{text.replace('.', ',')} %" if talk.language == "fr" else f"{text}%"
