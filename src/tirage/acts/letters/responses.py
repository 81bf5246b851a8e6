"""Responses: what came back from the letters, recorded round by round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.interface import Clock, Note
from tirage.acts.letters.promises import rules_and_quotas
from tirage.acts.pool.prepared import prepared_source
from tirage.assembly.letters import basis, known_features, last_responses
from tirage.assembly.record import Dossier, load
from tirage.discretion import brief
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.documents.document import SPEC
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.layout import (
    FRAME,
    answers_path,
    mailing_path,
    prepared_answers_path,
    prepared_from_path,
    responses_path,
)
from tirage.dossier.outcome import Changes
from tirage.errors import Refused
from tirage.people.letters.answers import (
    ACCEPTED,
    TITLES,
    Answer,
    Letter,
    Round,
    read_answers,
    read_undelivered,
)
from tirage.people.letters.contacts import contacts_csv, read_contacts
from tirage.people.letters.mailing import read_mailing
from tirage.people.pool.model import Source
from tirage.people.private.directory import contacts_path
from tirage.quotas.model import Quotas
from tirage.rules.recoding import ANSWERS
from tirage.shown import Shown
from tirage.tabular.files import AS_IT_COMES, Manner, shown
from tirage.tabular.headers import naming
from tirage.tabular.tables import Table, read_table
from tirage.tabular.writing import csv_text


@dataclass(frozen=True, slots=True)
class RecordedRound(Shown):
    """A round of responses that is on record."""

    dossier: Dossier
    round: Round
    notes: tuple[Note, ...] = ()
    """What is to be said of how the file was read."""


@dataclass(repr=False, frozen=True, slots=True)
class Correspondence:
    """The letters of a dossier, and the answers so far."""

    quotas: Quotas
    letters: Mapping[str, Letter]
    """By code."""
    before: Mapping[str, Answer]
    """By pid."""
    causes: tuple[str, ...]
    """Those that a refusal may have."""

    def __repr__(self) -> str:
        return brief(self, letters=len(self.letters), before=len(self.before))


def record_responses(
    folder: str | Path,
    file: str | Path | None,
    *,
    clock: Clock,
    tool: str,
    deadline: date | None = None,
    manner: Manner = AS_IT_COMES,
) -> RecordedRound:
    """Record a file of answers, or without one the list that `tirage prepare` has made of it.

    Those dated after `deadline` are late. Raises InputInvalid with every defect, as `read_answers`
    does; Refused without letters.
    """

    def read(table: Table, name: str, sent: Correspondence) -> Round:
        return read_answers(table, name, sent.quotas, sent.letters, sent.before, sent.causes, deadline)

    path = None if file is None else Path(file)
    return _record(Path(folder), path, read, clock, tool, manner, ("code", "answer"))


def record_undelivered(
    folder: str | Path, file: str | Path, *, clock: Clock, tool: str, manner: Manner = AS_IT_COMES
) -> RecordedRound:
    """Record a file of letters that came back, by their codes; raises as `record_responses` does."""

    def read(table: Table, name: str, sent: Correspondence) -> Round:
        return read_undelivered(table, name, sent.letters, sent.before)

    return _record(Path(folder), Path(file), read, clock, tool, manner, ("code",))


def _record(
    folder: Path,
    file: Path | None,
    read: Callable[[Table, str, Correspondence], Round],
    clock: Clock,
    tool: str,
    manner: Manner,
    wanted: Sequence[str],
) -> RecordedRound:
    dossier = load(folder)
    sent = correspondence(dossier)
    number = sum(kind == "responses" for kind, _ in dossier.acts) + 1
    path, received = _received(folder, file, number)
    table = read_table(path, manner, naming(*(TITLES[name] for name in wanted)))
    found = read(table, str(shown(path)), sent)
    names = [criterion.name for criterion in sent.quotas.criteria]
    source = table.sha256 if received is None else received.sha256
    recoding = "" if received is None else received.recoding
    outcome = changes(number, found, sent.letters, names, source, recoding)
    if given := read_contacts(table, {code: letter.pid for code, letter in sent.letters.items()}):
        kept = {contacts_path(number): contacts_csv(given)}
        outcome = Changes({**outcome.files, **kept}, outcome.acts)
    return RecordedRound(conduct.record(dossier, outcome, clock=clock, tool=tool), found, table.notes)


def _received(folder: Path, file: Path | None, number: int) -> tuple[Path, Source | None]:
    """The table to be read, and where it is a list that was prepared, what that was made from."""
    if file is not None:
        return file, None
    listed, made_from = prepared_answers_path(number), prepared_from_path(number)
    return folder / listed, prepared_source(folder, listed, made_from, ANSWERS.format(number))


def correspondence(dossier: Dossier) -> Correspondence:
    """Letters by code, and the answers so far; Refused where no letter was drawn."""
    rules, file = rules_and_quotas(dossier)
    quotas = file.quotas
    waves = len(basis(dossier).before)
    if not waves:
        raise Refused("responses.no_letters", path=dossier.path)
    strata = PublishedFrame.from_bytes(dossier.files[FRAME]).strata
    known = {each.code: (each.labels[0], known_features(rules, quotas, each.labels)) for each in strata}
    letters = {
        row["code"]: Letter(row["pid"], *known[row["stratum"]])
        for wave in range(1, waves + 1)
        for row in read_mailing(dossier.private(mailing_path(wave)))
    }
    header, *rows = last_responses(dossier)
    places = [header.index(each.name) for each in quotas.criteria] if rows else []
    before = {row[0]: Answer(row[1], tuple(row[i] for i in places)) for row in rows}
    return Correspondence(quotas, letters, before, rules.causes)


def changes(
    number: int,
    found: Round,
    letters: Mapping[str, Letter],
    criteria: Sequence[str],
    source: str,
    recoding: str = "",
) -> Changes:
    """The files and the act of a round.

    `source`: hash of the file as received; `recoding`: of the file that says how it became answers, if any.
    """
    rows: list[Sequence[str]] = [("pid", "status", *criteria)]
    rows += [(pid, found.answers[pid].status, *found.answers[pid].features) for pid in sorted(found.answers)]
    people = csv_text(rows).encode()
    counts = Counter(answer.status for answer in found.answers.values())
    stream_of = {letter.pid: letter.stream for letter in letters.values()}
    sent = Counter(stream_of.values())
    accepted = Counter(stream_of[pid] for pid, answer in found.answers.items() if answer.status == ACCEPTED)
    document = {
        "spec": SPEC,
        "round": number,
        "letters": len(letters),
        "answers": {status: counts[status] for status in sorted(counts)},
        "streams": [
            {"stream": stream, "letters": sent[stream], "accepted": accepted[stream]}
            for stream in sorted(sent)
        ],
    }
    published = canonical(document)
    files = {responses_path(number): published, answers_path(number): people}
    body = {"round": number, "sha256": sha256(published), "people": sha256(people), "source": source}
    body |= {"recoding": recoding} if recoding else {}
    return Changes(files, (("responses", body),))
