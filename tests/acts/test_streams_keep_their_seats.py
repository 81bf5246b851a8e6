"""A stream keeps its block of seats: it is a criterion of the quotas, and what is left of them keeps it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.assemblies import Assembly
from support.instances import Instance

from tirage.assembly.remaining import current_pool
from tirage.draws import seat_draw as seats
from tirage.draws.impossible import impossible
from tirage.verify import verify

STREAMS = (
    ("volet", (("listes", 4, 4), ("non-UE", 1, 1), ("mineurs", 1, 1))),
    ("genre", (("Femme", 2, 4), ("Homme", 2, 4))),
)
PEOPLE = tuple(
    (stream, gender)
    for stream, count in (("listes", 12), ("non-UE", 2), ("mineurs", 4))
    for i in range(count)
    for gender in (("Femme", "Homme")[i % 2],)
)
CITY = Instance(PEOPLE, ("",) * len(PEOPLE), STREAMS, 6)


def blocks(assembly: Assembly) -> dict[str, int]:
    """Seats of each stream, of those who sit."""
    stream = {person.pid: person.features[0] for person in current_pool(assembly.files).people}
    seated = [stream[pid] for pid in assembly.life.seated]
    return {name: seated.count(name) for name in ("listes", "non-UE", "mineurs")}


def of_stream(assembly: Assembly, name: str) -> str:
    """A member of a stream."""
    stream = {person.pid: person.features[0] for person in current_pool(assembly.files).people}
    return next(pid for pid in assembly.life.seated if stream[pid] == name)


@settings(max_examples=8)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True))
def test_replacements_keep_the_seats_of_every_stream(places: list[int]) -> None:
    assembly = Assembly(CITY)
    for pid in [assembly.life.seated[place] for place in places]:
        assembly.leave(pid)
    assembly.replace()
    assert blocks(assembly) == {"listes": 4, "non-UE": 1, "mineurs": 1}


def test_so_do_the_renewals_of_cohorts() -> None:
    assembly = Assembly(CITY, cohorts=2)
    assembly.begin()
    for _ in range(2):
        assembly.end_term()
        assembly.replace()
        assert blocks(assembly) == {"listes": 4, "non-UE": 1, "mineurs": 1}
    assert verify(assembly.files).ok


def test_the_last_of_a_stream_is_gone() -> None:
    """Nobody of another stream takes the seat: it is left open, or the quotas are relaxed in public."""
    assembly = Assembly(CITY)
    assembly.leave(of_stream(assembly, "non-UE"))
    assembly.replace()
    assembly.leave(of_stream(assembly, "non-UE"))
    assert not assembly.open_seats().possible
    nearest = seats.alike(assembly.open_seats(), current_pool(assembly.files))
    assert "non-UE" in str(impossible(nearest.instance, nearest.quotas).values)
    assembly.leave_open()
    assert blocks(assembly) == {"listes": 4, "non-UE": 0, "mineurs": 1}
    report = verify(assembly.files)
    assert report.ok and {"beyond.vacant", "beyond.unmet"} <= {check.code for check in report.checks}
    relaxed = seats.relax(assembly.open_seats())
    assert relaxed.relaxed is not None
    moves = relaxed.relaxed["moves"]
    assert isinstance(moves, list) and ("volet", "non-UE", "minimum") in [
        (move["criterion"], move["category"], move["limit"]) for move in moves
    ]
    assembly.replace(relaxed)
    assert sum(blocks(assembly).values()) == 6
    assert verify(assembly.files).ok
