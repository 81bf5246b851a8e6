"""The lottery: m numbered panels of equal chance, every one valid (SPEC §6). Checks 6.1, 7.4 to 7.7, 9.2."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterator
from operator import lt

from ...kernel import Check, compared, faulty, judged, skipped
from ...primitives.lines import FIELD, hash_of, rings_seed, ticket
from ...reading.documents import Malformed
from .pool import Pool, people_in, seats_of
from .quotas import Quotas

FILE = "public/lottery.csv"
MOST_PANELS = 10**6


def lines_of(data: bytes) -> Iterator[bytes]:
    """The lines without their LF, one at a time; a last line without one counts as a line."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = end + 1


def line_at(data: bytes, number: int) -> bytes | None:
    """Panel `number`, counted from 0; None where there is none."""
    return next((line for i, line in enumerate(lines_of(data)) if i == number), None)


def panels_of(data: bytes) -> Iterator[list[str]]:
    """The panels of a lottery that is well formed."""
    return (line.decode("ascii").split(",") for line in lines_of(data))


def check_form(data: bytes, panels: int, seats: int) -> Generator[Check, None, bool]:
    """True when the lottery can be read: m lines of k ascending pids, LF after each."""
    faults: list[str] = []
    count = 0
    for count, line in enumerate(lines_of(data), 1):
        try:
            _refuse_bad_line(line, seats)
        except Malformed as fault:
            faults.append(f"{count - 1} ({fault.shown})")
    if not data.endswith(b"\n"):
        faults.append("no-final-newline")
    if count != panels or not 1 <= panels <= MOST_PANELS:
        faults.append(f"{count} ≠ {panels}")
    size = f"{panels} × {seats}"
    yield faulty("lottery.form", faults, wanted=size, file=FILE)
    return not faults


def _refuse_bad_line(line: bytes, seats: int) -> None:
    try:
        panel = line.decode("ascii").split(",")
    except UnicodeError:
        raise Malformed("not-ascii") from None
    if len(panel) != seats:
        raise Malformed("seats", len(panel))
    if not all(map(FIELD.fullmatch, panel)):
        raise Malformed("not-an-id")
    if not all(map(lt, panel, panel[1:])):
        raise Malformed("not-ascending")


def check_numbering(data: bytes, inputs_hash: str) -> Generator[Check, None, None]:
    """That panels are numbered by ticket: whoever found them could not choose their numbers."""
    stage = rings_seed(inputs_hash)
    faults = []
    before = ""
    for number, line in enumerate(lines_of(data)):
        own = ticket(stage, hash_of(line))
        if own < before:
            faults.append(str(number))
        before = own
    yield faulty("tickets.panels", faults, file=FILE)


def check_members(
    data: bytes, pool: Pool | None, quotas: Quotas
) -> Generator[Check, None, array[int] | None]:
    """Panels by person number, after checking every panel against the pool, the quotas and the households."""
    codes = ("lottery.pool", "lottery.quotas", "lottery.households")
    if pool is None:
        for code in codes:
            yield skipped(code, "no-pool", FILE)
        return None
    counts = array("L", bytes(array("L").itemsize * len(pool.numbers)))
    faults: dict[str, list[str]] = {code: [] for code in codes}
    for number, panel in enumerate(panels_of(data)):
        people = people_in(pool, panel)
        for person in people:
            counts[person] += 1
        if len(people) < len(panel):
            stranger = next(pid for pid in panel if pid not in pool.numbers)
            faults["lottery.pool"].append(f"{number}: {stranger}")
        if outside := quotas.outside(seats_of(pool, quotas, people)):
            faults["lottery.quotas"].append(f"{number}: {outside}")
        homes = [home for person in people if (home := pool.household_of[person])]
        if len(set(homes)) < len(homes):
            faults["lottery.households"].append(str(number))
    for code in codes:
        yield faulty(code, faults[code], file=FILE)
    return counts


def check_panel(data: bytes, number: int, panel: bytes, panels: int) -> Generator[Check, None, list[str]]:
    """The pids of line `number`, after checking that `panel.csv` is that line."""
    line = line_at(data, number) if number < panels else None
    if line is None:
        yield judged("panel.line", False, got=number, expected=f"0–{panels - 1}", file="public/panel.csv")
        return []
    wanted = b"pid\n" + line.replace(b",", b"\n") + b"\n"
    yield compared("panel.line", hash_of(panel), hash_of(wanted), "public/panel.csv")
    return line.decode("ascii", "replace").split(",")
