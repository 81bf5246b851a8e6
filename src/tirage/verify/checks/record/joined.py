"""More volunteers who join the pool of the draws to come: who they are, and when. Checks 10.27 and 10.28.

After each list the whole pool is a file of its own. Whoever was in it stays as entered. After rolls, those
who join are all who accepted a letter by then and nobody else; without rolls they are the organiser's word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...kernel import Files, Inapplicable, Table
from ...primitives.held import digest_of
from ...reading.documents import Malformed, told
from ...reading.journal import is_framed, is_lived, kinds
from ...reading.pack import absence
from ...report import Said, faulty, judged, skipped
from ..life.remains import Pools
from ..life.snapshot import Snapshot
from ..lottery.pool import FILE as POOL
from ..lottery.pool import Features
from ..people.people import Frame
from ..roll.answers import Round, miscounted, people_file
from ..roll.kept import other_homes
from .journal import Entry

JOINED = Table()
People = dict[str, tuple[str, Features]]
"""pid → household and features."""


def pool_after(number: object) -> str:
    """Where the pool is after a list.

    >>> pool_after(2)
    'guarantors/volunteers-2.csv'
    """
    return f"guarantors/volunteers-{number}.csv"


@dataclass(slots=True)
class Joins:
    """The lists of an assembly, entry by entry."""

    known: list[Snapshot] = field(default_factory=list)
    """The assembly as it was when each joined."""
    pool: str = POOL
    """Where the pool is that a draw is from now."""

    early: list[str] = field(default_factory=list)
    """Those that a standby was in force at, which may have given its tickets away."""

    def take(self, entry: Entry, moment: Snapshot, *, standby: bool) -> None:
        """One list more."""
        self.known.append(moment)
        self.early += [f"{entry.file} (standby)"] if standby else []
        self.pool = pool_after(entry.body["list"])


def has_joined(files: Files) -> bool:
    """Whether volunteers joined while the assembly sat."""
    return is_lived(files) and "volunteers" in kinds(files)


@JOINED.fact()
def joined(life: object) -> Joins:
    """The lists, where there are any."""
    found: Joins = life.joins  # type: ignore[attr-defined]  # a Life, which imports this
    if not found.known:
        raise Inapplicable
    return found


@JOINED.fact()
def joins(joined: Joins) -> list[Snapshot]:
    """The assembly at each list."""
    return joined.known


@JOINED.check("volunteers.when", "journal/", due=has_joined)
def check_when(joined: Joins) -> Said:
    """Nobody joins while a seat is open that somebody might take, nor while a standby says who comes next."""
    open_then = [each for each in joined.known if each.vacant and not each.unfilled]
    faults = [f"{each.entry.file} ({len(each.vacant)} > 0)" for each in open_then]
    return faulty([*faults, *joined.early], checked=len(joined.known))


@JOINED.check("volunteers.who", due=has_joined)
def check_who(
    joins: list[Snapshot],
    first: Pools,
    files: Files,
    journal: list[Entry],
    rounds: list[Round] | None = None,
    frame: Frame | None = None,
) -> list[Said]:
    """Whoever was in the pool stays as entered, and those who join are who accepted since."""
    found = []
    framed = is_framed(files)
    for number, moment in enumerate(joins, 1):
        name = pool_after(moment.entry.body["list"])
        missing = next((each for each in (name, moment.pool) if each not in files), None)
        before = [entry.type for entry in journal[: journal.index(moment.entry)]].count("responses")
        told_by = rounds[before - 1] if framed and rounds and before else None
        if moment.entry.body["list"] != number:
            found.append(
                judged(False, got=moment.entry.body["list"], expected=number, file=moment.entry.file)
            )
        elif missing is not None:
            found.append(skipped(absence(files, missing), missing))
        elif framed and told_by is None:
            found.append(_unanswered(before, files, name))
        else:
            found.append(replace(_judged(moment, first, files, told_by, frame), file=name))
    return found


def _unanswered(rounds: int, files: Files, name: str) -> Said:
    """Nobody has answered, or the answers are not at hand, or cannot be read."""
    if not rounds:
        return judged(False, got="responses (absent)", file=name)
    lacking = people_file(rounds) not in files
    return skipped(absence(files, people_file(rounds)) if lacking else "blocked", name)


def _judged(moment: Snapshot, pools: Pools, files: Files, answers: Round | None, frame: Frame | None) -> Said:
    body, name = moment.entry.body, pool_after(moment.entry.body["list"])
    try:
        old, new = (_people(pools, each) for each in (moment.pool, name))
        joined = new.keys() - old.keys()
        faults = [*_altered(old, new)]
        if not joined or body["kept"] != len(joined):
            faults.append(f"{body['kept']} ≠ {len(joined)}")
        if answers is not None:
            faults += _uncalled(old, new, answers, moment)
            source = digest_of(files, people_file(answers.number))
            faults += miscounted(body, answers, set(moment.out), source, frozenset(old))
            if frame is not None:
                faults += other_homes(files[name], frame, answers.criteria)
    except Malformed as fault:
        return judged(False, got=fault.shown)
    return faulty(faults, checked=len(joined))


def _people(pools: Pools, name: str) -> People:
    pool = pools.at(name)
    if pool is None:
        raise Malformed("absent", name)
    # In its one form: ascending, known categories, labels of households in turn.
    _ = pool.profiled
    return {pid: (home, features) for pid, home, features in pool.people}


def _altered(old: People, new: People) -> Iterator[str]:
    """People of the pool who are in it no more, or otherwise; households that were parted, or made one."""
    for pid, (_, features) in old.items():
        if pid not in new or new[pid][1] != features:
            yield pid
    together: dict[str, str] = {}
    for pid, (home, _) in old.items():
        own = new.get(pid, ("", ()))[0]
        if home and (not own or together.setdefault(home, own) != own):
            yield f"{pid}: {home}"
    inside: dict[str, set[str]] = {}
    for pid, (home, _) in old.items():
        inside.setdefault(new.get(pid, ("", ()))[0], set()).add(home or pid)
    shared = {home for pid, (home, _) in new.items() if pid not in old}
    yield from sorted(
        home for home, homes in inside.items() if home and len(homes) > 1 and home not in shared
    )


def _uncalled(old: People, new: People, answers: Round, moment: Snapshot) -> Iterator[str]:
    """People who joined and did not accept, accepted with other features, or are missing."""
    due = {
        pid: answer[1:]
        for pid, answer in answers.answers.items()
        if answer[0] == "accepted" and pid not in moment.out and pid not in old
    }
    there = {pid: features for pid, (_, features) in new.items() if pid not in old}
    for pid in sorted(due.keys() | there.keys()):
        if due.get(pid) != there.get(pid):
            yield pid


@JOINED.note("beyond.joined")
def say_joined(joins: list[Snapshot]) -> Said:
    """How many joined, list by list: that they volunteered, and that nobody chose the moment, is a word."""
    shown = [f"{each.entry.body['list']}: {told(each.entry.body['kept'])}" for each in joins]
    return skipped(", ".join(shown))
