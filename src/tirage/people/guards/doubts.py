"""Rows of a file of volunteers that may be one person: for somebody to decide, since no rule can be sure.

Whoever enters three times under three ids has three times the chance. Two rows are asked about where they
have the same name and birth date, the same mail, the same telephone, the same name at one address, names
that are nearly the same and one birth date, the same name that neither birth date nor address tells apart,
or ids that are the same but for case, zeros and signs that look alike. Couples share mails and telephones,
and so do namesakes: nothing is decided here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from tirage.people.guards.traits import Traits

REASONS = ("name-birth", "email", "phone", "name-address", "near-birth", "name", "ids")
"""Why two rows are asked about, the strongest first."""
_FEW = 6
"""Rows of which every pair is asked about; of more that have something in common, each beside the first."""
_MANY = 100
"""People born on one day, with a part of the name in common, whose names are compared each with each."""
_SHORT = 4
"""Letters of a name in which one sign may be a slip."""
_LOOKS = str.maketrans("OIL", "011")
_NUMBER = re.compile("(?<![0-9])0+(?=[0-9])")

Pair = tuple[int, int]
"""Places of two rows, the earlier one first."""


def find(people: Sequence[Traits]) -> dict[Pair, tuple[str, ...]]:
    """The reasons for each pair to be asked about, pairs in the order of the file, reasons as `REASONS`."""
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    for reason, pairs in (
        ("name-birth", _sharing(people, lambda one: [(name, one.born) for name in one.names if one.born])),
        ("email", _sharing(people, lambda one: one.mails)),
        ("phone", _sharing(people, lambda one: one.phones)),
        ("name-address", _sharing(people, lambda one: [(n, one.home) for n in _whole(one) if one.home])),
        ("near-birth", _near(people)),
        ("name", _bare(people)),
        ("ids", _sharing(people, lambda one: [looks(one.pid)] if one.pid else [])),
    ):
        for pair in pairs:
            found[pair].add(reason)
    return {pair: tuple(sorted(found[pair], key=REASONS.index)) for pair in sorted(found)}


def looks(pid: str) -> str:
    """An id as it is misread: without case and zeros before a number, O as 0, I and L as 1.

    >>> looks("a-007") == looks("A-7"), looks("B0") == looks("bO"), looks("A10") == looks("A1")
    (True, True, False)
    """
    return _NUMBER.sub("", re.sub("[^0-9A-Z]+", "-", pid.upper().translate(_LOOKS)))


def _sharing(people: Sequence[Traits], keys: Callable[[Traits], Iterable[Hashable]]) -> Iterator[Pair]:
    """Pairs of rows with a key in common."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(people):
        for each in keys(one):
            groups[each].append(place)
    for places in groups.values():
        yield from combinations(places, 2) if len(places) <= _FEW else ((places[0], p) for p in places[1:])


def _near(people: Sequence[Traits]) -> Iterator[Pair]:
    """Pairs born on one day whose names are nearly the same: one part of the name equal, the other alike."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(people):
        if one.whole:
            for part in {_joined(one.first), *map(_joined, one.surnames)} - {""}:
                blocks[one.born, part].append(place)
    for places in blocks.values():
        for first, second in _side_by_side(people, places):
            if is_near(people[first], people[second]):
                yield first, second


def _side_by_side(people: Sequence[Traits], places: Sequence[int]) -> Iterator[Pair]:
    """Every pair; of many (a date that stands for none), those whose names stand side by side."""
    if len(places) <= _MANY:
        return combinations(places, 2)
    names = sorted((min(people[place].names, default=""), place) for place in places)
    ordered = [place for _, place in names]
    beside = (pair for step in (1, 2, 3) for pair in zip(ordered, ordered[step:], strict=False))
    return ((min(pair), max(pair)) for pair in beside)


def is_near(one: Traits, other: Traits) -> bool:
    """Whether two names are nearly, and not wholly, the same.

    Of surname and first names one is the same, and the other has a sign more, less or changed, its words run
    together, a word more, or is the beginning of the other's. Figures are no slip of a name. At one address
    the same first names are enough, under whatever surname.
    """
    if one.names & other.names or _figures(one) != _figures(other):
        return False
    pairs = [(a, b) for a in one.surnames for b in other.surnames]
    same_first = _joined(one.first) == _joined(other.first)
    if same_first and (
        any(alike(a, b) for a, b in pairs) or (one.first and one.home and one.home == other.home)
    ):
        return True
    return any(_joined(a) == _joined(b) for a, b in pairs) and alike(one.first, other.first)


def _figures(one: Traits) -> str:
    return "".join(filter(str.isdigit, "".join(one.surnames)))


def alike(one: str, other: str) -> bool:
    """Whether two texts in canonical form may be one name.

    >>> alike("DA SILVA", "DASILVA"), alike("THI LAN", "LAN"), alike("DUPOND", "DUPONT"), alike("LEA", "LEO")
    (True, True, True, False)
    """
    if not one or not other:
        return False
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return True
    one, other = _joined(one), _joined(other)
    if one.startswith(other) or other.startswith(one):
        # NOM1 is not the beginning of NOM12.
        return one == other or not any(map(str.isdigit, one + other))
    return min(len(one), len(other)) >= _SHORT and _is_slip(one, other)


def _is_slip(one: str, other: str) -> bool:
    """Whether one sign is more, less or changed, or two neighbours are swapped; no figure among them."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        start = min(len(one), len(other))
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    if any(map(str.isdigit, a + b)):
        return False
    return max(len(a), len(b)) <= 1 or (len(a) == 2 and a == b[::-1])


def _bare(people: Sequence[Traits]) -> Iterator[Pair]:
    """Pairs of one name that neither birth dates nor addresses tell apart; a mail is changed quickly."""
    for one, other in _sharing(people, _whole):
        a, b = people[one], people[other]
        asked_already = a.born == b.born != ""
        if not asked_already and not (a.home and b.home) and not _is_apart(a, b):
            yield one, other


def _whole(one: Traits) -> list[str]:
    """Names of two words at least: a surname by itself is that of a family, or of a country."""
    return [name for name in one.names if " " in name]


def _is_apart(one: Traits, other: Traits) -> bool:
    """Whether two birth dates, as far as they are known, are not of one day: each ends with its year."""
    if not one.born or not other.born:
        return False
    return (one.whole and other.whole) or one.born[-4:] != other.born[-4:]


def _joined(text: str) -> str:
    return text.replace(" ", "")
