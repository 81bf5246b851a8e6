"""What each reader may have of a dossier, as a pack (docs/formats.md).

The public has the journal and `public/`; guarantors also what lets them check every quota; auditors all but
`private/`. No file is changed for a reader, for every one is hashed: it is there as it is, or it is left out
and the list of the pack says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.acts.records import descriptor
from tirage.acts.records.few_apart import acts_of, few_apart
from tirage.acts.records.readme import readme
from tirage.acts.regulation.keeping import check_small_cells
from tirage.analysis.disclosure import Disclosed, by_few_seats, disclosed
from tirage.assembly.lineage import announced_small_cells, chain_from
from tirage.assembly.record import Dossier
from tirage.dossier.canonical import canonical
from tirage.dossier.chain import head
from tirage.dossier.disk import digest_in
from tirage.dossier.documents.document import SPEC
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.layout import ANNOUNCED, FRAME, NEXT, QUOTAS, pool_path
from tirage.dossier.packs import Choice, Chosen, Gathered, Reader, write_folder
from tirage.dossier.system.places import check_place
from tirage.draws.documents import csv_rows
from tirage.errors import Refused, VerificationFailed
from tirage.i18n.note import Note
from tirage.people.private.leaks import Leak, leaks
from tirage.people.private.small_cells import FEWEST, has_small
from tirage.quotas.model import published

if TYPE_CHECKING:
    from tirage.verify import Report

READERS: tuple[Reader, ...] = ("public", "guarantors", "auditors")
PACK = "pack.json"
README = "README.md"
_LATER = r"((replacements|renewal)-[1-9][0-9]*-)?"
_OF_GUARANTORS = re.compile(
    rf"guarantors/({_LATER}(pool|receipts|chances)|volunteers-[1-9][0-9]*(-receipts)?)\.csv"
)
_COUNTED = {
    re.compile(rf"public/{_LATER}counts\.csv"): ("volunteers",),
    re.compile(r"public/letters-[0-9]+-strata\.csv"): ("people", "eligible"),
}
"""Columns that count people. Seats and letters are not counts of what people are, but what was decided."""
_RESPONSES = re.compile(r"public/responses-[0-9]+\.json")
_MOST_NAMED = 20
"""Places of a leak that an error names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of one assembly."""

    dossier: Dossier
    choice: Choice
    files: Mapping[str, bytes]
    """By path in the pack, its README, descriptor and list included."""
    report: Report
    """The checker's, on these files."""
    path: Path
    """Where it is written."""
    fewest: int
    """People that a public table may show, or none."""
    disclosed: tuple[Disclosed, ...] = ()
    """What the public lotteries tell of people, criterion by criterion; nothing where not measured."""
    few_seats: int = 0
    """People drawn later for so few seats that the public table of these tells their categories."""

    @property
    def searched(self) -> bool:
        """Whether there were private files to be looked for in the pack."""
        return (self.dossier.path / "private").is_dir()

    @property
    def not_checked(self) -> tuple[str, ...]:
        """Numbers of the checks that this reader cannot make, in the order of the report."""
        numbers = [
            check.number
            for check in self.report.checks
            if check.status == "not-checked" and not check.code.startswith("beyond.")
        ]
        return tuple(dict.fromkeys(numbers))


def publish(
    folder: str | Path,
    reader: Reader,
    out: str | Path,
    *,
    fewest: int | None = None,
    archive: bool = False,
) -> tuple[Pack, ...]:
    """Write the pack of one reader to the new folder `out`; a pack for each assembly, the first one first.

    The packs of the assemblies that follow stand in it as they do in the dossier, under `next/`. `fewest`:
    people that a public table may show; by default what the rules say. `archive`: whether to write `out`.zip
    too. Raises Refused where something private is in it and where something else stands at `out`,
    VerificationFailed where it does not verify; nothing is written then.
    """
    place = Path(out)
    check_place(place)
    packs: list[Pack] = []
    for dossier in chain_from(Path(folder)):
        path = place.joinpath(*[NEXT] * len(packs))
        least = announced_small_cells(dossier.path) if fewest is None else fewest
        check_small_cells(dossier, least)
        packs.append(_pack(dossier, reader, least, path, packs))
    files = Gathered()
    for number, pack in enumerate(packs):
        files.add(pack.files, f"{NEXT}/" * number)
    write_folder(place, files, archive=archive)
    return tuple(packs)


def _pack(dossier: Dossier, reader: Reader, fewest: int, path: Path, before: Sequence[Pack]) -> Pack:
    """The pack of one assembly, searched and verified; `before`: the packs of the former assemblies."""
    choice, files, report = sealed(dossier, reader, fewest, tuple(pack.files for pack in before))
    acts = acts_of(dossier.entries)
    few = by_few_seats(dossier.files, acts, FEWEST)
    return Pack(dossier, choice, files, report, path, fewest, disclosed(dossier.files, acts), few)


def sealed(
    dossier: Dossier, reader: Reader, fewest: int, before: tuple[Mapping[str, bytes], ...] = ()
) -> tuple[Choice, Mapping[str, bytes], Report]:
    """What a reader may have of a dossier, the files of that pack, and the checker's report on them.

    Refused where something private is in it, VerificationFailed where it does not verify.
    """
    apart = few_apart(dossier, fewest) if reader == "public" else frozenset()
    choice, top = choose(dossier.files, reader, fewest, apart), head(dossier.entries)
    files = seal(choice, readme(choice, top, rehearsal=dossier.rehearsal), top)
    pool = pool_path(dossier.files)
    ids = {row[0] for row in csv_rows(dossier.files[pool])[1:]} if pool in dossier.files else set()
    _refuse_leaks(leaks(files, dossier.path, words(dossier.files), ids))
    # Whoever publishes nothing pays for no verifier.
    from tirage.verify import Family, verify

    report = verify(files, None, Family(before)) if before else verify(files)
    if not report.ok:
        failed = [check.number for check in report.checks if check.status == "failed"]
        raise VerificationFailed("publish.unverified", numbers=", ".join(dict.fromkeys(failed)))
    return choice, files, report


def _refuse_leaks(found: Sequence[Leak]) -> None:
    """Raise Refused where there are any: the file and line of each, never the private value."""
    if not found:
        return
    places = [
        Note(
            "publish.leak.place",
            {
                "file": leak.file,
                "line": leak.line,
                "what": Note(f"publish.what.{leak.what}"),
                "source": leak.source,
            },
        )
        for leak in found[:_MOST_NAMED]
    ]
    if len(found) > _MOST_NAMED:
        places.append(Note("publish.leak.more", {"count": len(found) - _MOST_NAMED}))
    raise Refused("publish.leak", places=tuple(places))


def choose(
    files: Mapping[str, bytes], reader: Reader, fewest: int = FEWEST, apart: Collection[str] = ()
) -> Choice:
    """What `reader` may have of the files of a dossier.

    `fewest`: people that a public table may show; `apart`: tables that would tell of fewer beside another.
    """
    reasons = {name: _reason(name, files, reader, fewest) for name in sorted(files)}
    reasons |= dict.fromkeys(apart, "small-cells")
    missing = {name: why for name, why in reasons.items() if why}
    return Choice(reader, Chosen(files, [name for name in reasons if name not in missing]), missing)


def seal(choice: Choice, readme: str, head: str) -> Mapping[str, bytes]:
    """The files of the pack, with README, descriptor and list; `head`: hash of the journal's last entry."""
    own = {README: readme.encode("utf-8"), descriptor.NAME: descriptor.descriptor(choice)}
    files = Gathered().add(choice.files).add(own)
    document = {
        "spec": SPEC,
        "for": choice.reader,
        "head": head,
        "files": {name: digest_in(files, name) for name in files},
        "left_out": dict(choice.left_out),
    }
    return files.add({PACK: canonical(document)})


def words(files: Mapping[str, bytes]) -> set[str]:
    """Criteria, categories, strata: what everybody may know, though somebody may be called so."""
    found: set[str] = set()
    for name in (QUOTAS, ANNOUNCED):
        if name in files:
            for criterion in published(json.loads(files[name])).criteria:
                found |= {criterion.name, *criterion.categories}
    if FRAME in files:
        found |= {label for each in PublishedFrame.from_bytes(files[FRAME]).strata for label in each.labels}
    return found


def _reason(name: str, files: Mapping[str, bytes], reader: Reader, fewest: int) -> str:
    if name.startswith("guarantors/") and not (
        reader == "auditors" or (reader == "guarantors" and _OF_GUARANTORS.fullmatch(name))
    ):
        return "reader"
    small = reader == "public" and has_small(_counts(name, files), fewest)
    return "small-cells" if small else ""


def _counts(name: str, files: Mapping[str, bytes]) -> Iterator[int]:
    """How many people a published table counts, cell by cell."""
    if name == FRAME:
        yield from (stratum.people for stratum in PublishedFrame.from_bytes(files[name]).strata)
    elif _RESPONSES.fullmatch(name):
        document = json.loads(files[name])
        yield from document["answers"].values()
        yield from (stream["accepted"] for stream in document["streams"])
    for pattern, columns in _COUNTED.items():
        if pattern.fullmatch(name):
            header, *rows = csv_rows(files[name])
            places = [header.index(column) for column in columns]
            yield from (int(row[place]) for row in rows for place in places)
