"""What a report may speak of: the files of a dossier that was verified just before, and its journal.

Every figure of every report comes from here. There is no report on a dossier in which a check failed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from tirage.analysis.statistics import Figures, Groups, Range, figures, spread
from tirage.assembly.state import AssemblyState, read_state
from tirage.dossier.chain import FOLDER, B, Entry, bodies, head, read_chain
from tirage.dossier.documents.geography import PublishedGeography, PublishedTable
from tirage.dossier.documents.naming import Naming, naming
from tirage.dossier.entries import Plan
from tirage.dossier.layout import CHANCES, FRAME, GEOGRAPHY, PANEL, PLAN, POOL, QUOTAS, RULES, frame_paths
from tirage.draws.documents import csv_rows
from tirage.errors import Refused, VerificationFailed
from tirage.people.private.small_cells import FEWEST
from tirage.quotas.census.figures import Census
from tirage.quotas.model import Bound, Quotas, published
from tirage.report.references import references_known
from tirage.report.summary import Outline, Summary, outline, summarise
from tirage.verify import Report
from tirage.verify.reading.pack import left_out


@dataclass(frozen=True)
class VerifiedDossier:
    """A dossier whose every check passed."""

    files: Mapping[str, bytes]
    verified: Report
    entries: tuple[Entry, ...]
    census: Census | None = None
    """Given by the reader: it is not on the record."""
    fewest: int = FEWEST
    """People that what everybody may read counts at least, or none."""

    @property
    def head(self) -> str:
        """SHA-256 of the journal's last entry."""
        return head(self.entries)

    @property
    def framed(self) -> bool:
        """Whether the dossier begins with a roll."""
        return any(entry.type == "frame" for entry in self.entries)

    @property
    def traced(self) -> bool:
        """Whether the frame and its people are here, whom letters and answers are counted by."""
        return FRAME in self.files and bool(frame_paths(self.files))

    @property
    def planned(self) -> bool:
        """Whether the panel's plan is fixed."""
        return PLAN in self.files

    @property
    def drawn(self) -> bool:
        """Whether a panel was drawn."""
        return PANEL in self.files

    @property
    def panel(self) -> Entry:
        """The act that drew the panel, which facts of the draw are read from; there was a draw."""
        return next(entry for entry in self.entries if entry.type == "panel")

    @property
    def complete(self) -> bool:
        """Whether the guarantors' part is here."""
        return POOL in self.files

    @property
    def unchecked(self) -> int:
        """How many points could not be checked for want of files, beside what no program can check."""
        return sum(
            check.status == "not-checked"
            and not check.code.startswith("beyond.")
            and not check.got.startswith("not-proved-here")
            for check in self.verified.checks
        )

    @property
    def partial(self) -> bool:
        """Whether the people are left out of whom the dossier counts: its pool, before a plan its frame."""
        return not self.complete if self.planned else self.framed and not self.traced

    @property
    def left_out(self) -> tuple[str, ...]:
        """Files that the pack leaves out, by name; none of a whole dossier."""
        return tuple(sorted(left_out(self.files)))

    @property
    def rehearsal(self) -> bool:
        """Whether nothing in the dossier counts."""
        return self.verified.rehearsal

    @cached_property
    def named(self) -> Naming:
        """What the rules call the assembly, who holds it, where, and in which time zone."""
        return naming(self.files)

    @property
    def name(self) -> str:
        """What the rules call the assembly; empty where there are none."""
        return self.named.name

    @property
    def zone(self) -> str:
        """The time zone of the assembly by its rules; empty where they name none."""
        return self.named.timezone

    @cached_property
    def tables(self) -> Mapping[str, PublishedTable]:
        """The table of places of each criterion that has one, by its name, as the record has it."""
        if GEOGRAPHY not in self.files:
            return {}
        found = {table.name: table for table in PublishedGeography.from_bytes(self.files[GEOGRAPHY]).tables}
        criteria = self.document(RULES)["criteria"]
        return {each["name"]: found[each["geography"]] for each in criteria if each["geography"]}

    @cached_property
    def outline(self) -> Outline:
        """What the public files tell of the draw; there is a plan."""
        return self.summary if self.complete else outline(self.files, self.entries)

    @cached_property
    def references(self) -> Mapping[str, str]:
        """Reference by pid of the people of the pool, as far as the files tell of them."""
        return references_known(self.files, self.bodies(Plan))

    @cached_property
    def summary(self) -> Summary:
        """Figures of the draw; there is a plan, and the guarantors' part."""
        return summarise(self.files, self.entries)

    @cached_property
    def quotas(self) -> Quotas:
        """The quotas of the panel; there is a plan."""
        return published(self.document(QUOTAS))

    @cached_property
    def given(self) -> tuple[tuple[str, Fraction, Fraction], ...]:
        """Everyone's pid, chance in the panels of the lottery, and chance aimed at by the certificate."""
        of = self.summary.panels
        rows = csv_rows(self.files[CHANCES])[1:]
        return tuple((pid, Fraction(int(panels), of), Fraction(aimed)) for pid, panels, aimed, *_ in rows)

    @cached_property
    def groups(self) -> Groups:
        """Chances given, and how many people have each; there is the guarantors' part."""
        return _sorted(given for _, given, _ in self.given)

    @cached_property
    def chances(self) -> Figures:
        """Figures of everyone's chance, as the panels give it."""
        return figures(self.groups, _sorted(given for _, given, aimed in self.given if aimed))

    @cached_property
    def ranges(self) -> tuple[Range | None, ...]:
        """Of the chances given to each quota row's people; None where there is nobody."""
        people = {row[0]: row[2:] for row in csv_rows(self.files[POOL])[1:]}
        found: dict[tuple[str, ...], Counter[Fraction]] = {}
        for pid, given, _ in self.given:
            found.setdefault(tuple(people[pid]), Counter())[given] += 1
        return tuple(_range(row, found) for row in self.quotas.bounds)

    def unproved(self, code: str) -> int:
        """How many times a check of that code says, after the panel, that it is not proved here."""
        checks = [each for each in self.verified.checks if each.code == code and each.number[:3] == "10."]
        return sum(check.got.startswith("not-proved-here") for check in checks)

    def document(self, name: str) -> dict[str, Any]:
        """One of the JSON documents."""
        found: dict[str, Any] = json.loads(self.files[name])
        return found

    @cached_property
    def state(self) -> AssemblyState:
        """The assembly as the whole journal leaves it; Refused where no panel was drawn."""
        return read_state(self.files, self.entries)

    def bodies(self, form: type[B]) -> list[B]:
        """What the entries of a form say, in order: `dossier.bodies(Vacancy)`."""
        return bodies(self.entries, form)

    def last(self, form: type[B]) -> B | None:
        """What the last entry of a form says; None where there is none."""
        found = bodies(self.entries, form)
        return found[-1] if found else None

    def share(self, criterion: str, category: str) -> Fraction | None:
        """The census's share of a category, None where no census says it."""
        if self.census is None or criterion not in self.census.criteria | self.census.crossings:
            return None
        return self.census.weights(criterion).get(category)

    def need_plan(self) -> None:
        """Refused where there is no plan of a panel."""
        if not self.planned:
            raise Refused("report.no_plan")

    def need_guarantors(self) -> None:
        """Refused where there is a plan, and the pool was left out."""
        if self.planned and not self.complete:
            raise Refused("report.no_guarantors")

    def need_draw(self) -> None:
        """Refused before the draw."""
        self.need_plan()
        if not self.drawn:
            raise Refused("report.not_drawn")


class Unverified(VerificationFailed):
    """A dossier in which a check failed, or files that cannot be read as one."""

    def __init__(self, failed: int, verified: Report | None = None) -> None:
        super().__init__("report.unverified", failed=failed)
        self.verified = verified
        """The list of checks; None where there was nothing to be checked."""


def verified_dossier(
    files: Mapping[str, bytes], verified: Report, census: Census | None = None
) -> VerifiedDossier:
    """A dossier's files with the verifier's report on these files; Unverified where a check failed."""
    if not verified.ok:
        raise Unverified(sum(check.status == "failed" for check in verified.checks), verified)
    journal = {name: data for name, data in files.items() if name.startswith(FOLDER)}
    return VerifiedDossier(files, verified, tuple(read_chain(journal)), census)


def _sorted(chances: Iterable[Fraction]) -> Groups:
    return tuple(sorted(Counter(chances).items()))


def _range(row: Bound, found: Mapping[tuple[str, ...], Counter[Fraction]]) -> Range | None:
    groups: Counter[Fraction] = Counter()
    for features, chances in found.items():
        if row.counts(features):
            groups += chances
    return spread(tuple(groups.items())) if groups else None
