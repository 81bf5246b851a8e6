"""What is said of the successions by a standby. Checks 10.26, 11.42 and 11.43."""

from __future__ import annotations

from ...kernel import Files, Inapplicable, Table
from ...reading.journal import is_lived, kinds
from ...report import Said, faulty, skipped
from ..life.life import Life
from ..life.remains import Pools

SUCCESSIONS = Table()


def has_successions(files: Files) -> bool:
    """Whether a standby is drawn."""
    return is_lived(files) and "standby" in kinds(files)


@SUCCESSIONS.check("standby.next", "journal/", skip_file="", due=has_successions)
def check_successions(life: Life, files: Files, first: Pools | None = None) -> Said:
    """Each seat that opened was filled in its turn, by the first of those who fit."""
    standbys = life.standbys
    if not standbys.planned:
        raise Inapplicable
    if first is None or any(first.at(turn.moment.pool) is None for turn in standbys.turns):
        return faulty(standbys.faults) if standbys.faults else skipped("no-pool")
    return faulty([*standbys.faults, *standbys.unfit(first, files)], checked=len(standbys.turns))


@SUCCESSIONS.note("beyond.standby")
def say_order(life: Life) -> list[Said]:
    """Whether the order of a standby was hidden, or known to all."""
    return [skipped(f"{each.act}: {each.order}") for each in life.standbys.begun]


@SUCCESSIONS.note("beyond.lapse")
def say_lapses(life: Life) -> list[Said]:
    """Standbys that were ended before their time."""
    return [skipped(each) for each in life.standbys.lapses]
