"""Acts written into a dossier, and a dossier read back: all or nothing, at a time that the caller gives."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tirage.discretion import brief
from tirage.dossier import files as dossier
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import FOLDER, Entry, append, bodies, head, read_chain
from tirage.dossier.disk import PRIVATE, digest
from tirage.dossier.documents.naming import Naming, naming
from tirage.dossier.documents.plans import (
    ActPlan,
    AlternatesPlan,
    LettersPlan,
    PanelPlan,
    SeatsPlan,
    StandbyPlan,
)
from tirage.dossier.entries import (
    AlternatesDrawn,
    Body,
    Drawn,
    Letters,
    Open,
    Plan,
    Revealed,
    Rolled,
    Standby,
    Void,
    read_body,
)
from tirage.dossier.layout import (
    CERTIFICATE,
    CHANCES,
    COUNTS,
    LOTTERY,
    NEXT,
    PLAN,
    POOL,
    QUOTAS,
    is_draw_of_seats,
    path_in_draw,
    strata_path,
)
from tirage.dossier.outcome import Act, Changes
from tirage.draws.chance import Ceremony, ChanceSources, read_ceremony, read_chance_sources
from tirage.errors import Refused
from tirage.rules.templates import RULES
from tirage.shown import Shown

if TYPE_CHECKING:
    from tirage.assembly.state import AssemblyState

B = TypeVar("B", bound=Body)


@dataclass(frozen=True, repr=False)
class Dossier(Shown):
    """A dossier as it stands, without its private folder."""

    path: Path
    files: Mapping[str, bytes]
    entries: tuple[Entry, ...]
    unwritten: Mapping[str, bytes] = field(default_factory=dict)
    """Files that `after` has added and that are not on the disk yet, those of `private/` among them."""

    def __repr__(self) -> str:
        return brief(self, entries=len(self.entries), files=len(self.files))

    @cached_property
    def state(self) -> AssemblyState:
        """The assembly as the whole journal leaves it; Refused where no panel was drawn."""
        from tirage.assembly.state import read_state

        return read_state(self.files, self.entries)

    def bodies(self, form: type[B]) -> list[B]:
        """What the entries of a form say, in order: `dossier.bodies(Vacancy)`.

        Raises VerificationFailed for a body that is none of its type, as in a foreign journal.
        """
        return bodies(self.entries, form)

    def after(self, changes: Changes, *, time: str, tool: str) -> Dossier:
        """The dossier as these changes would leave it; nothing is written.

        Raises Refused for an act that is not lawful here and for a clock that runs backwards; ValueError for
        a body that is none of its type.
        """
        journal = list(self.entries)
        for kind, body in changes.acts:
            read_body(kind, body)
            journal.append(append(journal, kind, body, time=time, tool=tool))
        added = {**changes.files, **{entry.name: entry.data for entry in journal[len(self.entries) :]}}
        published = {name: data for name, data in added.items() if not name.startswith(f"{PRIVATE}/")}
        under = self.files
        if isinstance(under, ChainMap):
            published, under = {**under.maps[0], **published}, under.maps[1]
        files = ChainMap(published, under)  # type: ignore[arg-type]  # never written through
        return Dossier(self.path, files, tuple(journal), {**self.unwritten, **added})

    def private(self, name: str) -> bytes:
        """One file of `private/`, such as `private/pool.csv`; InputInvalid where it is not there."""
        return self.unwritten[name] if name in self.unwritten else dossier.read_private(self.path, name)

    def digest(self, name: str) -> str:
        """Hash of a file, which is not held in memory for that; `-` where there is none."""
        if name in self.unwritten:
            return sha256(self.unwritten[name])
        return digest(self.path / name) if name in self.files else "-"

    @property
    def named(self) -> Naming:
        """What the rules call the assembly, who holds it, where, and in which time zone."""
        return naming(self.files)

    @property
    def zone(self) -> str:
        """The time zone of the assembly by its rules, for screens; empty where they name none."""
        return naming(self.files).timezone

    @property
    def acts(self) -> list[Act]:
        """Type and body of every entry, in order."""
        return [(entry.type, entry.body) for entry in self.entries]

    @property
    def plan(self) -> PanelPlan:
        """The plan of the panel; Refused when there is none."""
        if PLAN not in self.files:
            raise Refused("draw.no_plan", path=str(self.path))
        return PanelPlan.from_bytes(self.files[PLAN])

    @property
    def drawn(self) -> Drawn | None:
        """What the panel's entry says, None before the draw."""
        return next((drawn for drawn in self.bodies(Drawn) if drawn.act == "panel"), None)

    @property
    def draws(self) -> list[str]:
        """The draws of seats that are planned, in order: `panel`, `replacements/1`, …"""
        return [plan.act for plan in self._plans if is_draw_of_seats(plan.act)]

    @property
    def framed(self) -> bool:
        """Whether the dossier begins with a roll."""
        return any(entry.type == "frame" for entry in self.entries)

    @property
    def pending(self) -> str | None:
        """The act whose plan waits for its chance; None where the last one is drawn or void."""
        last = self._plans[-1].act if self._plans else None
        return None if last is None or self.is_drawn(last) or self.is_void(last) else last

    @property
    def rehearsal(self) -> bool:
        """Whether nothing here counts."""
        return any(opening.rehearsal for opening in self.bodies(Open))

    @property
    def terms(self) -> list[ChanceSources]:
        """Who was to bring chance, plan by plan; Refused for a plan that was altered."""
        return [read_chance_sources(ActPlan.from_bytes(self._planned(plan))) for plan in self._plans]

    @property
    def ceremony(self) -> Ceremony:
        """What has come in for the last plan; Refused without a plan, or with one that was altered."""
        if not self._plans:
            raise Refused("draw.no_plan", path=str(self.path))
        return read_ceremony(self._planned(self._plans[-1]), self.acts)

    @property
    def _plans(self) -> list[Plan]:
        return self.bodies(Plan)

    def _planned(self, plan: Plan) -> bytes:
        """The bytes of the plan that an entry has fixed."""
        name = path_in_draw(PLAN, plan.act)
        data = self.files.get(name, b"")
        if (got := sha256(data)) != plan.sha256:
            raise Refused("draw.altered", file=name, expected=plan.sha256, got=got)
        return data

    def is_planned(self, act: str) -> bool:
        """Whether the plan of an act is on the record."""
        return any(plan.act == act for plan in self._plans)

    def is_drawn(self, act: str) -> bool:
        """Whether an act (`panel`, `letters/1`) has its result."""
        drawn: list[Letters | Drawn | Standby | AlternatesDrawn] = [
            *self.bodies(Letters),
            *self.bodies(Drawn),
            *self.bodies(Standby),
            *self.bodies(AlternatesDrawn),
        ]
        return any(each.act == act for each in drawn)

    def is_void(self, act: str) -> bool:
        """Whether the plan of an act was declared void."""
        return any(void.act == act for void in self.bodies(Void))

    def check_fresh(self, value: str) -> None:
        """Refused when the value of a roll has drawn something here before: it was known before this plan."""
        values = {each.value for each in self.bodies(Rolled)}
        values |= {each.value for each in self.bodies(Revealed)}
        if value in values:
            raise Refused("draw.same_roll")

    def check_closed(self, time: str) -> None:
        """Refused in the second of the last plan: nothing would show that it was closed before its chance.

        A rehearsal may.
        """
        fixed = [entry.time for entry in self.entries if entry.type == "plan"]
        if not self.rehearsal and fixed and time <= fixed[-1]:
            raise Refused("draw.too_soon", time=time)

    def check_unaltered(self, act: str = "panel") -> None:
        """Refused when a file that a draw rests on is not the one that plan and journal recorded."""
        plan = next((plan for plan in self._plans if plan.act == act), None)
        if plan is None:
            raise Refused("draw.no_plan", path=str(self.path))
        for name, recorded in _fixed_files(ActPlan.from_bytes(self._planned(plan))).items():
            if (got := self.digest(name)) != recorded:
                raise Refused("draw.altered", file=name, expected=recorded, got=got)


def _fixed_files(plan: ActPlan) -> dict[str, str]:
    """Digest by path of the files that a plan has fixed."""
    if isinstance(plan, LettersPlan):
        return {strata_path(plan.wave): plan.inputs.strata}
    if isinstance(plan, StandbyPlan | AlternatesPlan):
        return {}
    if not isinstance(plan, SeatsPlan):
        raise TypeError(type(plan).__name__)
    fixed = {
        QUOTAS: plan.inputs.quotas,
        POOL: plan.inputs.pool,
        COUNTS: plan.counts,
        LOTTERY: plan.lottery,
        CERTIFICATE: plan.certificate,
        CHANCES: plan.chances,
    }
    return {path_in_draw(name, plan.act): digest for name, digest in fixed.items()}


def exists(path: Path) -> bool:
    """True when there is a dossier at `path`, once what a crash interrupted there is finished or removed."""
    with suppress(OSError):
        dossier.recover(path)
    return (path / FOLDER).is_dir()


def load(path: str | Path) -> Dossier:
    """The dossier at `path`, after an interrupted write was finished.

    Raises InputInvalid where there is none, VerificationFailed where its journal does not hold.
    """
    path = Path(path)
    files = dossier.read(path)
    return Dossier(path, files, read_chain({name: files[name] for name in files if name.startswith(FOLDER)}))


def write(
    record: Dossier,
    large: Mapping[str, Path] | None = None,
    *,
    following: Mapping[str, bytes] | None = None,
    erases: bool = False,
) -> Dossier:
    """Put on the disk what `Dossier.after` has added, all of it or nothing; the dossier read back.

    A dossier of which nothing was written yet appears whole; where its rules stand already, beside them.
    `large`: files to be moved into it; `following`: those of the next assembly, by their path in it;
    `erases`: whether `private/` is destroyed in this act. Raises Refused where the dossier has moved on
    meanwhile, and where another file is in the way.
    """
    written = tuple(entry for entry in record.entries if entry.name not in record.unwritten)
    if not written and not (record.path / RULES).exists():
        dossier.create(record.path, record.unwritten)
    elif record.unwritten or following:
        files = {**record.unwritten, **{f"{NEXT}/{name}": data for name, data in (following or {}).items()}}
        dossier.extend(record.path, head(written), files, large, erases=erases)
    return load(record.path)
