"""Lives that a number tells: whatever happens, the dossier verifies after every act, and who sits is right.

Departures, refusals, acceptances, absences, mistakes put right, lists of alternates, plans declared void,
terms, late renewals, seats left open or filled as far as can be, and a next assembly. Everything goes
through the acts on a dossier on the disk, and each act is refused or written as for an official. Who sits is
computed a second time here, from the entries and the published panels alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.dossiers import TOOL
from support.engine import Engine

from tirage.acts import panel
from tirage.acts.conduct import Conducted
from tirage.acts.inputs import ChanceOptions, DrawOptions
from tirage.acts.life import corrections, departures, ending, members, seats, term
from tirage.acts.life.alternates import AlternatesOptions, draw_alternates
from tirage.assembly.record import Dossier, load
from tirage.assembly.status import read_status
from tirage.draws.lottery import LaterDraws
from tirage.errors import QuotasImpossible, Refused, TirageError
from tirage.rules.templates import RULES, template
from tirage.verify import Family, read, verify

HAND = ChanceOptions(roll="hand")
PEOPLE, SEATS = (18, 40), (6, 10)


class Life:
    """One life, told act by act."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = Random(f"life/{seed}")
        self.path = folder / "d"
        self.day, self.asked = date(2026, 11, 23), 0
        self.known = Dossier(folder, {}, ())
        self.refusals: Counter[str] = Counter()
        self.acts: Counter[str] = Counter()
        self.begun(folder)

    def clock(self, *, rehearsal: bool) -> str:
        assert not rehearsal
        self.asked += 1
        return f"{self.day}T{9 + self.asked // 3600:02}:{self.asked // 60 % 60:02}:{self.asked % 60:02}Z"

    def wait(self, days: int) -> None:
        self.day, self.asked = self.day + timedelta(days=days), 0

    # How it begins.

    def begun(self, folder: Path) -> None:
        chance = self.chance
        people, seated = chance.randint(*PEOPLE), chance.randint(*SEATS)
        rows = [(chance.choice("fh"), chance.choice("jmv"), chance.choice("nsns")) for _ in range(people)]
        # Quotas around a panel that is there; tight ones leave open seats that nobody fits.
        some, slack = chance.sample(rows, seated), chance.choice([0, 1, 1])
        homes = [chance.choice(["", f"{n // 2} rue", f"{n // 2} rue"]) for n in range(people)]
        seen: set[str] = set()
        for number, row in enumerate(rows):
            if row in some and homes[number] in seen:
                homes[number] = ""
            seen.add(homes[number])
        self.volunteers, self.quotas = folder / "people.csv", folder / "quotas.csv"
        lines = [f"p{n:03},{homes[n]},{','.join(row)}\n" for n, row in enumerate(rows)]
        self.volunteers.write_text("id,adresse,g,a,q\n" + "".join(lines), encoding="utf-8")
        limits = ["feature,value,min,max\n"]
        for place, name in enumerate("gaq"):
            for value in sorted({row[place] for row in rows}):
                count = sum(row[place] == value for row in some)
                limits.append(f"{name},{value},{max(0, count - slack)},{count + slack}\n")
        self.quotas.write_text("".join(limits), encoding="utf-8")
        self.cohorts = chance.choice([1, 1, 2, 3])
        later = LaterDraws(
            panels=10,
            policy=chance.choice(["residual", "residual", "like-for-like", "alternates-first"]),
            roll="hand",
            batch=chance.choice([None, None, 1, 2]),
            cohorts=self.cohorts,
        )
        self.options = DrawOptions(
            self.volunteers,
            self.quotas,
            seated,
            household=("adresse",),
            ids=chance.choice(["alias", "published"]),
            chance=HAND,
            later=later,
        )
        panel.draw_from_file(self.options, self.path, None, clock=self.clock, tool=TOOL)
        self.draw_panel()
        self.announce()

    def announce(self) -> None:
        """Rules of the term, in most lives: absences count, and who moves may stay until the next end."""
        self.ruled = self.chance.random() < 0.7
        if self.ruled:
            text = template("generic", "en")["tirage.yaml"].decode()
            when = self.chance.choice(["at-once", "end-of-term"])
            rules = f"term: {{months: 12, cohorts: {self.cohorts}, moved: {when}, absences: 2}}\n"
            (self.path / RULES).write_text(text[: text.index("term:\n")] + rules, encoding="utf-8")

    def draw_panel(self) -> None:
        self.wait(1)
        panel.draw(self.path, self.number(), clock=self.clock, tool=TOOL)

    def number(self) -> int:
        """A ball that is in the box."""
        plans = sorted((self.path / "public").glob("*plan.json"), key=lambda path: path.stat().st_mtime_ns)
        return self.chance.randrange(json.loads(plans[-1].read_bytes())["inputs"]["panels"])

    # What happens.

    def tell(self) -> str:
        """One act, or none where it is refused; its name."""
        stories = self.stories()
        name = self.chance.choices([*stories], [weight for weight, _ in stories.values()])[0]
        try:
            stories[name][1]()
        except (Refused, QuotasImpossible) as refusal:
            self.refused(name, refusal)
            return ""
        self.acts[name] += 1
        return name

    def refused(self, name: str, refusal: TirageError) -> None:
        """An official may be refused anything, but for a fault of the program."""
        self.refusals[f"{name}: {refusal.code}"] += 1
        if refusal.code == "record.unverified":
            pytest.fail(f"{name}: {refusal.values}")

    def stories(self) -> dict[str, tuple[int, Callable[[], object]]]:
        if self.dossier.pending is not None:
            return {"drawn": (6, self.roll), "void": (1, self.void), "left between": (1, self.leave)}
        state = self.dossier.state
        told: dict[str, tuple[int, Callable[[], object]]] = {
            "wait": (3, lambda: self.wait(self.chance.choice([1, 9, 40, 130]))),
            "left": (5, self.leave),
            "accepted": (2, self.accept),
            "absent": (2 * self.ruled, self.miss),
            "kept out": (1, self.keep_out),
            "put right": (2, self.put_right),
            "amended": (state.term is not None, self.amend),
            "replaced": (6 * bool(state.vacant), self.replace),
            "left open": (2 * bool(state.vacant), self.leave_open),
            "renewed": (4 * (state.term is not None), self.renew),
            "term": (4 * (state.term is None), self.begin_term),
            "alternates": (1, self.alternates),
            "contested": (1, self.contest),
        }
        return told

    @property
    def dossier(self) -> Dossier:
        """As it stands; read again only once something was written."""
        if self.known.path != self.path or len(self.known.entries) < len(
            [*(self.path / "journal").iterdir()]
        ):
            self.known = load(self.path)
        return self.known

    def somebody(self) -> str:
        state = self.dossier.state
        return self.chance.choice([*state.seated, *state.former_members][: SEATS[1] + 3])

    def said(self, kind: str, person: str, **more: object) -> None:
        back = self.chance.choice([0, 0, 1, 9, 45])
        day = self.day - timedelta(days=back) if self.chance.random() < 0.5 else None
        departures.record(self.path, kind, person, day=day, clock=self.clock, tool=TOOL, **more)  # type: ignore[arg-type]

    def leave(self) -> None:
        self.said(self.chance.choice(["withdrawal", "moved", "age-limit", "refusal"]), self.somebody())

    def accept(self) -> None:
        self.said("acceptance", self.somebody())

    def miss(self) -> None:
        self.said("absence", self.somebody())

    def keep_out(self) -> None:
        letter = self.path.parent / "letter.txt"
        letter.write_text(f"{self.day}", encoding="utf-8")
        people = [row.pid for row in members.list_people(self.path, "volunteers", clock=self.clock).rows]
        self.said("withdrawal", self.chance.choice(people or [""]), volunteer=True, evidence=letter)

    def put_right(self) -> None:
        pid = self.chance.choice(self.named())
        other = self.chance.choice([None, None, self.somebody()])
        day = self.chance.choice([None, self.day, self.day - timedelta(days=3)])
        kind = self.chance.choice([None, None, "moved"])
        right = corrections.Right(other, kind, day) if self.chance.random() < 0.5 else corrections.Right()
        at = {"clock": self.clock, "tool": TOOL}
        corrections.correct(self.path, pid, reason="typing", right=right, **at)  # type: ignore[arg-type]

    def named(self) -> list[str]:
        """Those of whom something is on record, the last first."""
        found = [entry.body for entry in self.dossier.entries if "pid" in entry.body]
        return [str(body["pid"]) for body in reversed(found)][:4] or [""]

    def amend(self) -> None:
        begun = self.dossier.state.term
        assert begun is not None
        start = begun.start + timedelta(days=self.chance.choice([-40, 0, 3, 90]))
        months = self.chance.choice([begun.months, 18, 24])
        at = {"clock": self.clock, "tool": TOOL}
        term.amend(self.path, reason="typing", start=start, months=months, **at)  # type: ignore[arg-type]

    def replace(self) -> None:
        some = self.dossier.state.vacant[-1:] if self.chance.random() < 0.2 else ()
        way = self.chance.choice(["", "", "relax", "fill", "fill"])
        options = seats.SeatOptions(relax=way == "relax", fill=way == "fill" and not some, only=some)
        seats.replace_members(self.path, options, None, clock=self.clock, tool=TOOL)
        self.maybe_roll()

    def maybe_roll(self) -> None:
        if self.chance.random() < 0.7 and self.dossier.pending:
            self.roll()

    def roll(self) -> None:
        self.wait(self.chance.choice([0, 1, 30]))
        self.asked += 1
        name = self.dossier.pending or ""
        draw = seats.renew if name.startswith("renewal") else seats.replace_members
        draw(self.path, dice=self.number(), clock=self.clock, tool=TOOL)

    def leave_open(self) -> None:
        seats.leave_vacant(self.path, clock=self.clock, tool=TOOL)

    def renew(self) -> None:
        """The end of a term that is due, early, on the day or late."""
        way = self.chance.choice(["", "", "relax", "fill", "fill", "leave_vacant"])
        options = seats.RenewalOptions(**{way: True} if way else {})  # type: ignore[arg-type]
        due = read_status(self.path, lambda _: self.day).due
        if due is not None and self.chance.random() < 0.7:
            late = self.chance.choice([0, 0, 12, 100, 400])
            self.wait(max(0, (due.day - self.day).days + late))
            due = read_status(self.path, lambda _: self.day).due
        if due is not None and due.cohort is None:
            ruled = (self.path / RULES).exists()
            options = seats.RenewalOptions(cooling_off=None if ruled else self.chance.choice([0, 12]))
        done = seats.renew(self.path, options, clock=self.clock, tool=TOOL)
        if isinstance(done, Conducted):
            self.maybe_roll()

    def begin_term(self) -> None:
        start = self.day + timedelta(days=self.chance.choice([-200, -30, 0, 0, 20]))
        last = self.chance.choice([None, None, self.cohorts, 2])
        months = None if (self.path / RULES).exists() else self.chance.choice([12, 12, 18])
        asked = {"start": start, "months": months, "cohorts": self.cohorts}
        term.record(self.path, last=last, clock=self.clock, tool=TOOL, **asked)  # type: ignore[arg-type]

    def alternates(self) -> None:
        options = AlternatesOptions(3, None, None)
        draw_alternates(self.path, options, clock=self.clock, tool=TOOL)
        self.maybe_roll()

    def void(self) -> None:
        ending.declare_void(self.path, "mistaken", clock=self.clock, tool=TOOL)

    def contest(self) -> None:
        ending.contest(self.path, "the dice", clock=self.clock, tool=TOOL)

    def follow(self) -> bool:
        """Into the next assembly, where it is opened: its panel among those who may be drawn again."""
        if not (self.path / "next").exists():
            return False
        self.path = self.path / "next"
        for rules in self.path.glob("*.yaml"):
            rules.unlink()
        self.wait(self.chance.choice([1, 200, 500]))
        try:
            panel.draw_from_file(self.options, self.path, None, clock=self.clock, tool=TOOL)
        except (Refused, QuotasImpossible) as refusal:
            self.refused("next", refusal)
            return False
        self.draw_panel()
        return True


def check(life: Life, before: tuple[dict[str, bytes], ...]) -> None:
    """The dossier verifies, and who sits is who a second computation says."""
    files = read(life.path)
    report = verify(files, None, Family(before))
    assert report.ok, [
        (c.number, c.code, c.got, c.expected, c.file) for c in report.checks if c.status == "failed"
    ]
    entries = said(files)
    seated, opened = who_sits(files, entries)
    state = life.dossier.state
    assert state.seated == tuple(sorted(seated))
    assert state.vacant == tuple(opened)
    today = members.list_people(life.path, clock=life.clock)
    assert {row.pid for row in today.rows} == seated
    past = life.day - timedelta(days=life.chance.choice([1, 10, 60, 200]))
    then = members.list_people(life.path, clock=life.clock, day=past)
    assert {row.pid for row in then.rows} == sat_on(files, entries, past.isoformat())


Entries = list[tuple[str, dict[str, Any], str]]
"""Type, body and time of what the record says, in order, without what was put right."""


def said(files: Mapping[str, bytes]) -> Entries:
    """What holds of the entries: a correction says what is so instead, if anything is."""
    names = sorted(name for name in files if name.startswith("journal/"))
    entries = {sha(files[name]): json.loads(files[name]) for name in names}
    wrong = {entry["body"]["entry"] for entry in entries.values() if entry["type"] == "correction"}
    found: Entries = []
    for digest, entry in entries.items():
        told = entry["body"].get("instead") if entry["type"] == "correction" else entry
        if told is not None and digest not in wrong:
            found.append((told["type"], told["body"], entry["time"]))
    return found


def who_sits(files: Mapping[str, bytes], entries: Entries) -> tuple[set[str], list[str]]:
    """Who sits and whose seats are open, oldest first: from the entries and the published panels alone."""
    seated: set[str] = set()
    opened: list[str] = []
    for kind, body, _ in entries:
        if kind == "vacancy":
            seated.remove(body["pid"])
            opened.append(body["pid"])
        elif kind == "close":
            opened += sorted(seated)
            seated = set()
        elif kind in {"panel", "replacement", "renewal"}:
            start = "" if kind == "panel" else f"{body['act'].replace('/', '-')}-"
            drawn = files[f"public/{start}panel.csv"].decode().split()[1:]
            assert seated.isdisjoint(drawn)
            seated |= set(drawn)
            if start:
                filled = json.loads(files[f"public/{start}plan.json"])["inputs"]["vacancies"]
                assert len(filled) == len(drawn)
                opened = [pid for pid in opened if pid not in filled]
    return seated, sorted(opened, key=[*first_left(files), *opened].index)


def first_left(files: Mapping[str, bytes]) -> list[str]:
    """Everyone of whom the record ever said that they left, also by mistake."""
    found = [json.loads(files[name]) for name in sorted(files) if name.startswith("journal/")]
    told = [each["body"].get("instead") or each for each in found]
    return [each["body"]["pid"] for each in told if each["type"] == "vacancy"]


def sat_on(files: Mapping[str, bytes], entries: Entries, day: str) -> set[str]:
    """Who sat on a past day: drawn by then, and not gone by then, whenever that was recorded."""
    seated: set[str] = set()
    for kind, body, time in entries:
        if kind in {"panel", "replacement", "renewal"} and time[:10] <= day:
            start = "" if kind == "panel" else f"{body['act'].replace('/', '-')}-"
            seated |= set(files[f"public/{start}panel.csv"].decode().split()[1:])
        elif kind == "close" and body["date"] <= day:
            return set()
    return seated - {body["pid"] for kind, body, _ in entries if kind == "vacancy" and body["date"] <= day}


def sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def told(seed: int, folder: Path, acts: int) -> Iterator[Life]:
    """A life, after each act that is written."""
    life = Life(seed, folder)
    before: tuple[dict[str, bytes], ...] = ()
    check(life, before)
    for _ in range(acts):
        if life.tell() not in {"", "wait"}:
            check(life, before)
        if life.dossier.state.closed is not None:
            former = read(life.path)
            if not life.follow():
                break
            before = (*before, former)
            check(life, before)
    yield life


@pytest.mark.one_verifier
@pytest.mark.parametrize(("seed", "acts"), [(2, 16), (5, 16), (203, 14)])
def test_random_lives_verify_after_every_act(seed: int, acts: int, tmp_path: Path, engine: Engine) -> None:
    for life in told(seed, tmp_path, acts):
        assert life.acts.total() > 5
        assert engine.verify(read(tmp_path / "d")).ok, "and so says the browser's verifier"
