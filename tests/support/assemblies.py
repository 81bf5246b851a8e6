"""An assembly in memory, from its first draw on, for the tests of what comes after.

`Assembly(instance)` draws a panel; `leave`, `withhold`, `accept`, `void` and `list_alternates` record,
`open_seats` says what a draw would be, `replace` plans and draws one. `panels` is how many panels a lottery
has at least. Each step goes through the acts and their conduct, and takes a day; nothing is written. `files`
is the dossier as the verifier reads it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from support.dice import rolled
from support.dossiers import TOOL
from support.instances import Instance, write
from tirage.acts.conduct import work_out
from tirage.acts.life.alternates import ListAct, tickets
from tirage.acts.life.corrections import Right, corrections, stated
from tirage.acts.life.departures import (
    Statement,
    record_absence,
    record_acceptance,
    record_departure,
    record_unavailable,
)
from tirage.acts.life.ending import void
from tirage.acts.life.standby import StandbyAct, successions
from tirage.acts.life.term import begin, corrected_term, correction_of_term, leaving, term_in_force
from tirage.acts.pool.joining import changes as joined_by
from tirage.acts.seating import SeatAct
from tirage.assembly.cooling import cooled, without
from tirage.assembly.lineage import opening
from tirage.assembly.record import Dossier
from tirage.assembly.remaining import alternates_first, current_pool, filled, first_quotas, open_seats
from tirage.assembly.state import AssemblyState
from tirage.assembly.term import Term
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.chain import Entry, head, read_chain
from tirage.dossier.entries import Lapse
from tirage.dossier.layout import ALTERNATES, files_of_draw
from tirage.dossier.outcome import Changes
from tirage.draws import draw_up, seat_draw
from tirage.draws.documents import csv_rows
from tirage.draws.lottery import LaterDraws, Request
from tirage.draws.seat_draw import SeatDraw
from tirage.errors import Refused
from tirage.forecast.alternates import Chosen, basis, choose
from tirage.forecast.dropouts import Dropouts
from tirage.people.pool.model import HouseholdCount, Person, Pool, PoolFile, PrivateTable, Source
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas
from tirage.rules.sections import CoolingOff
from tirage.tabular.writing import csv_text

T = TypeVar("T")


class Assembly:
    """A dossier that lives."""

    def __init__(
        self,
        instance: Instance,
        panels: int = 12,
        after: Assembly | None = None,
        cooling: int = 0,
        policy: str = "alternates-first",
        cohorts: int = 1,
        batch: int | None = None,
        tolerance: Mapping[str, int] | None = None,
        standby: Mapping[str, object] | None = None,
        alternates: Mapping[str, object] | None = None,
    ) -> None:
        self._day = after.today + timedelta(days=30) if after else date(2026, 11, 23)
        self.record = Dossier(Path("nowhere"), {}, ())
        self.before: tuple[Mapping[str, bytes], ...] = (*after.before, after.files) if after else ()
        with tempfile.TemporaryDirectory() as folder:
            pool_path, quotas_path = write(instance, Path(folder))
            quotas = read_quotas(quotas_path, seats=instance.seats)
            pool = read_pool(pool_path, quotas.quotas, household=("address1",))
        self._panels = panels
        self._renewing = False
        if after is not None:
            periods = CoolingOff(members=cooling)
            files = opening(after.record, periods, time=self._time, tool=TOOL)
            self.record = Dossier(Path("nowhere"), files, read_chain(files), files)
            pool = without(pool, cooled([after.record], periods, self._day))

        def planned_with(panels: int) -> Changes:
            # First among the alternates on record, or among everyone, unless a test says otherwise.
            later = LaterDraws(
                panels=self._panels,
                policy="residual" if standby else policy,
                batch=batch,
                cohorts=cohorts,
                tolerance=tolerance or {},
                standby=standby,
                alternates=alternates,
            )
            request = Request(instance.seats, panels=panels, later=later)
            return draw_up.plan(
                pool, quotas, request, draw_up.draw_up(pool.pool, quotas.quotas, request, workers=1)
            )

        planned = with_enough(panels, planned_with)
        self._record(planned if after else planned.after((draw_up.opening(),)))
        self._roll("panel")

    @property
    def files(self) -> dict[str, bytes]:
        """What is published, with the guarantors' part."""
        return {name: data for name, data in self.record.files.items() if not name.startswith("private/")}

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.record.entries

    @property
    def life(self) -> AssemblyState:
        return self.record.state

    @property
    def today(self) -> date:
        return self._day

    def leave(self, pid: str, kind: str = "withdrawal", **said: Any) -> None:
        self._say(*record_departure(self.life, kind, self._statement(pid, **said), self._day))

    def join(self, *features: tuple[str, ...]) -> list[str]:
        """People with these features join the pool, each on their own; their pids."""
        pool = current_pool(self.record.files)
        number = self.life.joined + 1
        new = [Person(f"w{number}{place}", each, "") for place, each in enumerate(features)]
        everyone = sorted((*pool.people, *new), key=lambda person: person.pid)
        file = PoolFile(
            Pool(pool.criteria, tuple(new), pool.household),
            Source("more.csv", sha256(b"more"), "utf-8", len(new)),
            HouseholdCount(),
            PrivateTable(("id",), {person.pid: (person.pid,) for person in new}),
        )
        self._record(joined_by(self.record, self.life, file, replace(pool, people=tuple(everyone))))
        return [person.pid for person in new]

    def withhold(self, pid: str, kind: str = "withdrawal", *, evidence: str = "", **said: Any) -> None:
        said["evidence"] = evidence or sha256(pid.encode())
        volunteers = frozenset(person.pid for person in current_pool(self.record.files).people)
        self._say(record_unavailable(self.life, volunteers, kind, self._statement(pid, **said), self._day))

    def put_right(
        self, pid: str, number: int | None = None, reason: str = "typing", evidence: str = "", **right: Any
    ) -> None:
        """What was last recorded of a person was a mistake; `right`: what is so instead."""
        found = stated(self.record, pid, number)
        self._say(*corrections(self.record, found, Right(**right), reason, evidence, self._day))

    def amend(self, reason: str = "typing", evidence: str = "", **said: Any) -> None:
        """The term is put right."""
        values = {"start": None, "months": None, "last": None, **said}
        term = corrected_term(self.record, reason, today=self._day, **values)
        self._say(correction_of_term(term_in_force(self.record), term, reason, evidence))

    def miss(self, pid: str, allowed: int | None = 3, **said: Any) -> None:
        self._say(record_absence(self.life, self._statement(pid, **said), allowed, self._day))

    def accept(self, pid: str, **said: Any) -> None:
        self._say(record_acceptance(self.life, self._statement(pid, **said), self._day))

    def open_seats(self, *only: str) -> SeatDraw:
        top, today = head(self.entries), self._day
        return open_seats(self.record.files, self.life, top, only, today=today, renewal=self._renewing)

    def tickets(self, pid: str) -> tuple[str, str]:
        """The key that puts volunteers in order."""
        return tickets(next(entry.data for entry in self.entries if entry.type == "panel"))(pid)

    def list_alternates(self, count: int, dropouts: Dropouts | None = None) -> Chosen:
        """Choose them, and put them on the record as dossiers do whose rules say nothing of lists."""
        rates = dropouts or Dropouts(Fraction(3, 10))
        pool, quotas = current_pool(self.record.files), first_quotas(self.record.files)
        chosen = choose(basis(pool, quotas, self.life, rates, head(self.entries), self.tickets), count)
        self._record(_listed(self.life.lists + 1, chosen, rates))
        return chosen

    def draw_alternates(self) -> tuple[str, ...]:
        """A list by dice of its own, planned and drawn; its pids in order."""
        act = self.plan_alternates()
        self.record = work_out(
            self.record, ListAct(act, "tirage"), rolled(len(self.entries), act), clock=self._clock, tool=TOOL
        ).dossier
        self._day += timedelta(days=1)
        return self.life.alternates

    def plan_alternates(self) -> str:
        """The plan alone."""
        act = f"alternates/{self.life.draws['alternates'] + 1}"
        self._record(ListAct(act, "tirage").plan(self.record))
        return act

    def first_alternates(self, *only: str) -> SeatDraw:
        return alternates_first(self.open_seats(*only), self.life)

    def void(self, reason: str = "mistaken") -> None:
        """The plan that waits for its chance."""
        self._record(void(self.record, reason, self._time))

    def roll(self) -> None:
        """The dice of the last plan."""
        self._roll(str(self.entries[-1].body["act"]))

    def replace(self, opening: SeatDraw | None = None, roll: str | None = None) -> list[str]:
        """Plan and draw; the pids drawn."""
        self.plan(opening or self.open_seats())
        act = str(self.entries[-1].body["act"])
        self._roll(act, roll)
        return [row[0] for row in csv_rows(files_of_draw(self.record.files, act)["public/panel.csv"])[1:]]

    def plan(self, opening: SeatDraw) -> None:
        def planned_with(panels: int) -> Changes:
            request = opening.request(Request(1, panels=panels))
            lottery = draw_up.draw_up(opening.pool, opening.quotas, request, workers=1)
            return seat_draw.plan(opening, request, lottery)

        self._renewing = False
        self._record(with_enough(self._panels, planned_with))

    def stand_by(self, secret: str = "ab" * 32) -> str:
        """A standby, planned and drawn; its act."""
        act = self.plan_standby(secret)
        self.record = work_out(
            self.record,
            StandbyAct(act, "tirage"),
            rolled(len(self.entries), act),
            clock=self._clock,
            tool=TOOL,
        ).dossier
        self._day += timedelta(days=1)
        return act

    def plan_standby(self, secret: str = "ab" * 32) -> str:
        """The plan alone, with links that end in the secret."""
        act = f"standby/{self.life.draws['standby'] + 1}"
        rule = self.record.plan.later.standby
        assert rule is not None
        self._record(StandbyAct(act, "tirage", rule, secret).plan(self.record))
        return act

    def succeed(self, secret: str = "ab" * 32) -> None:
        """Every seat that waits for the standby."""
        self._record(Changes({}, successions(self.record, secret, time=self._time, tool=TOOL)))

    def lapse(self, reason: str = "the key is lost") -> None:
        last = self.life.standbys.last
        assert last is not None
        self._say(Lapse(act=last.act, reason=reason))

    def alike(self) -> SeatDraw:
        return seat_draw.alike(self.open_seats(), current_pool(self.record.files))

    def begin(
        self,
        cohorts: int | None = None,
        months: int = 12,
        by_rules: bool = False,
        start: date | None = None,
        **ruled: Any,
    ) -> Term:
        cohorts = self.record.plan.later.cohorts if cohorts is None else cohorts
        mandate = Term(start or self._day, months, cohorts, by_rules, **ruled)
        self._record(begin(self.record, mandate))
        return mandate

    def end_term(self, days: int = 0) -> None:
        """The cohort that is due leaves, on the day of the end or some days later; today, if that is past."""
        mandate = self.life.term
        assert mandate is not None
        self.wait_until(mandate.end(self.life.renewals + 1) + timedelta(days=days))
        self._record(Changes({}, leaving(self.life, self._day)))
        self._renewing = True

    def wait_until(self, day: date) -> None:
        """Nothing happens until then."""
        self._day = max(self._day, day)

    def filled(self) -> SeatDraw:
        """As many of the open seats as can be filled."""
        return filled(self.record.files, self.life, self.open_seats())

    def leave_open(self) -> None:
        self._say(seat_draw.unfilled(self.open_seats()))

    def _statement(self, pid: str, **said: Any) -> Statement:
        return replace(Statement(pid, self._day), **said)

    def _roll(self, act: str, roll: str | None = None) -> None:
        dice = roll or rolled(len(self.entries), act)
        self.record = work_out(
            self.record, SeatAct(act, "tirage"), dice, clock=self._clock, tool=TOOL
        ).dossier
        self._day += timedelta(days=1)

    def _say(self, *bodies: Any) -> None:
        self._record(
            Changes({}, tuple(each if isinstance(each, tuple) else each.as_act() for each in bodies))
        )

    @property
    def _time(self) -> str:
        return f"{self._day.isoformat()}T09:00:00Z"

    def _clock(self, *, rehearsal: bool) -> str:
        assert not rehearsal
        return self._time

    def _record(self, changes: Changes) -> None:
        self.record = self.record.after(changes, time=self._time, tool=TOOL)
        self._day += timedelta(days=1)


def _listed(number: int, chosen: Chosen, rates: Dropouts) -> Changes:
    """A list without a plan."""
    lines = [("pid", "order"), *((pid, str(place)) for place, pid in enumerate(chosen.pids, 1))]
    data = csv_text(lines).encode()
    worth = ("designed", "scaled", "random", "everyone")
    body = {
        "list": number,
        "sha256": sha256(data),
        "count": len(chosen.pids),
        "people": chosen.people,
        "confidence": "",
        "dropout": rates.document(),
        "tried": chosen.tried,
        "repaired": {way: getattr(chosen, way) for way in worth},
    }
    return Changes({ALTERNATES.format(number): data}, (("alternates", body),))


def with_enough(panels: int, plan: Callable[[int], T]) -> T:
    """A plan of so many panels; where they are too few, of ten times as many, and so on."""
    while True:
        try:
            return plan(panels)
        except Refused as refusal:
            if refusal.code != "panels.too_few":
                raise
            panels *= 10


Acts = list[tuple[str, dict[str, Any]]]


def retold(files: Mapping[str, bytes], edit: Callable[[Acts], object]) -> dict[str, bytes]:
    """The dossier with its acts changed and the journal chained again around them, each at its own time.

    An act that is new has the time of the one before.
    """
    documents = [json.loads(files[name]) for name in sorted(files) if name.startswith("journal/")]
    acts: Acts = [(each["type"], each["body"]) for each in documents]
    times = {id(each["body"]): each["time"] for each in documents}
    edit(acts)
    told = {name: data for name, data in files.items() if not name.startswith("journal/")}
    prev, time = "0" * 64, documents[0]["time"]
    for number, (kind, body) in enumerate(acts, 1):
        time = max(time, times.get(id(body), time))
        entry = {"v": 1, "i": number, "prev": prev, "type": kind, "time": time, "tool": TOOL, "body": body}
        data = canonical(entry)
        told[f"journal/{number:04}-{kind}.json"] = data
        prev = sha256(data)
    return told
