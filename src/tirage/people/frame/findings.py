"""What may be wrong with a frame that is about to be closed: one list for `tirage check` and `tirage frame`.

Serious is what takes their chance from people or gives somebody two: a list or a place that no file has, rows
that were lost, names that no other list or exclusion matches any more, two exports of one list, far fewer or
more people than are known to be there. A serious finding stops the frame unless its cause is accepted, with a
reason; both go to the record. Everything else is a remark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.i18n.note import Note
from tirage.people.frame.alarms import alarms
from tirage.people.frame.eligibility import NO_ADDRESS, NO_STRATUM, FrameRules, Stream
from tirage.people.frame.sealing import Sealed
from tirage.people.frame.tally import Tally
from tirage.people.geography.model import Geography
from tirage.people.geography.spellings import key, number_of
from tirage.people.rolls.collection import Collection, Expected, Received, collect
from tirage.people.rolls.lists import CARDS, EUROPEAN, MAIN, MUNICIPAL, ROLLS

MOST_LOST = Fraction(1, 100)
"""Of the rows of a list: where more are set aside, people were lost, not lines."""
MOST_NOWHERE = Fraction(1, 10)
"""Of everybody: where more have no address, or no category of a stratum, a column was not understood."""
FEW = 5
"""Rows or people at least, before a share of them says anything."""
NAMED = 12
"""Places that a sentence names."""
MISREAD, LOST_SIGNS = "name.mojibake", "name.replaced"
"""Remarks on a row whose names no other list matches."""
CAUSES = (
    *("accents-lost", "count-differs", "encoded-twice", "exclusion-unmatched", "household-large"),
    *("list-missing", "list-twice"),
    *("no-address", "no-stratum", "set-aside", "stratum-empty", "stratum-size"),
)
"""Causes of serious findings."""


@dataclass(frozen=True, slots=True)
class FrameFinding:
    """Something serious, as it is recorded: figures, lists and places, never a person."""

    cause: str
    subject: str = ""
    """The list, the criterion or the cause of exclusion that it is about."""
    places: tuple[str, ...] = ()
    """Communes, places of a geography or categories; none where the whole is meant."""
    count: int = 0
    """Rows, people or files found."""
    against: int = 0
    """What `count` stands against: all rows or people, or as many as are known to be there; 0: nothing."""

    @property
    def note(self) -> Note:
        """It as a sentence."""
        named = runs(self.places)
        more = len(named) - NAMED
        places = ", ".join(named[:NAMED]) + (f", … (+{more})" if more > 0 else "")
        whole = "" if self.places or self.cause not in {"list-missing", "count-differs"} else ".whole"
        values = {"subject": self.subject, "count": self.count, "against": self.against, "places": places}
        return Note(f"finding.{self.cause}{whole}", {**values, "number": len(self.places)})


def runs(places: Sequence[str]) -> list[str]:
    """Places, three numbers or more in a row as a range.

    >>> runs(["1er", "2e", "3e", "5e", "Les Halles"]), runs(["7", "8"])
    (['1er–3e', '5e', 'Les Halles'], ['7', '8'])
    """
    found: list[list[str]] = []
    for place in places:
        before, number = number_of(found[-1][-1]) if found else None, number_of(place)
        if before is not None and number == before + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return [each for run in found for each in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]


def of_files(
    files: Sequence[Received],
    streams: Sequence[Stream],
    expected: Iterable[Expected] = (),
    geographies: Sequence[Geography] = (),
) -> tuple[FrameFinding, ...]:
    """The serious findings that the files show by themselves, sorted.

    `streams`: who the lists are for; `geographies`: those of the rules.
    """
    together = collect(files, geographies)
    found = (
        *_missing(files, together, wanted(streams)),
        *_twice(files, together),
        *_rows(files),
        *_counts(files, expected),
    )
    return tuple(sorted(found, key=lambda each: (each.cause, each.subject, each.places)))


def of_frame(
    sealed: Sealed, tally: Tally, rules: FrameRules, exclusions: Mapping[str, tuple[int, int]], fewest: int
) -> tuple[FrameFinding, ...]:
    """Those that its people show, once they have streams and strata; sorted.

    `exclusions`: cause → (rows of its list, rows of it that are nobody on the lists); `fewest`: people of
    whom a number is published.
    """
    found = [*_strata(sealed, rules, fewest)]
    people = sealed.people + sum(tally.causes.get(cause, 0) for cause in (NO_ADDRESS, NO_STRATUM))
    for cause in (NO_ADDRESS, NO_STRATUM):
        if (count := tally.causes.get(cause, 0)) >= FEW and count > MOST_NOWHERE * people:
            found.append(FrameFinding(cause, "", (), count, people))
    if large := sealed.homes.large:
        households = sum(count for _, count in large)
        found.append(FrameFinding("household-large", "", (), households, max(size for size, _ in large)))
    found += (
        FrameFinding("exclusion-unmatched", cause, (), unmatched, rows)
        for cause, (rows, unmatched) in exclusions.items()
        if rows and unmatched == rows
    )
    return tuple(sorted(found, key=lambda each: (each.cause, each.subject, each.places)))


def wanted(streams: Sequence[Stream]) -> tuple[str, ...]:
    """The lists of the roll that somebody of the streams may be on.

    >>> wanted([Stream("a", ("roll",), 18, 99, "FR")]), wanted([Stream("a", ("cards",), 16, 99)])
    (('LP',), ())
    """
    nationalities = {each.nationality for each in streams if "roll" in each.sources}
    of_list = {MAIN: {"", "FR"}, MUNICIPAL: {"", "EU"}, EUROPEAN: {"", "EU"}}
    return tuple(name for name in ROLLS if nationalities & of_list[name])


def remarks(files: Sequence[Received]) -> Iterator[Note]:
    """What is said of the files together and stops nothing."""
    together = collect(files)
    serious = {(each.subject, *each.places) for each in _twice(files, together)}
    for name, commune, paths in together.shared:
        if (name, commune) not in serious:
            values = {"list": name, "commune": commune, "count": len(paths)}
            yield Note("finding.parts", values)
    if together.dates:
        yield Note("check.dates", {"dates": ", ".join(together.dates)})


def _missing(files: Sequence[Received], together: Collection, lists: Sequence[str]) -> Iterator[FrameFinding]:
    """A list that no file is, or that no file is for some place; nothing where there is no roll at all."""
    there = {name for each in files for name in (each.named[0], *(key[0] for key in each.counts))}
    if not there & set(ROLLS):
        return
    missing = dict(together.missing)
    for name in lists:
        if name not in there:
            yield FrameFinding("list-missing", name)
        elif name in missing:
            yield FrameFinding("list-missing", name, missing[name], len(missing[name]))


def _twice(files: Sequence[Received], together: Collection) -> Iterator[FrameFinding]:
    """Two exports of one list, of two days."""
    days = {each.file: each.date for each in files}
    for name, commune, paths in together.shared:
        if len({days[path] for path in paths} - {""}) > 1:
            yield FrameFinding("list-twice", name, (commune,) if commune else (), len(paths))


def _rows(files: Sequence[Received]) -> Iterator[FrameFinding]:
    """Rows that are lost, and rows whose names are; list by list."""
    read: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    spoilt: dict[str, Counter[str]] = {MISREAD: Counter(), LOST_SIGNS: Counter()}
    for each in files:
        name = each.named[0] or min((key[0] for key in each.counts), default=CARDS)
        read[name] += each.read
        lost[name] += sum(each.lost().values())
        for code, counts in spoilt.items():
            counts[name] += each.remarked().get(code, 0)
    for name in sorted(read):
        if lost[name] >= FEW and lost[name] > MOST_LOST * read[name]:
            yield FrameFinding("set-aside", name, (), lost[name], read[name])
        for cause, code in (("encoded-twice", MISREAD), ("accents-lost", LOST_SIGNS)):
            if count := spoilt[code][name]:
                yield FrameFinding(cause, name, (), count, read[name])


def _counts(files: Sequence[Received], expected: Iterable[Expected]) -> Iterator[FrameFinding]:
    """Lists on which there are others than as many electors as are known to be on them."""
    seats: Counter[tuple[str, str, str]] = Counter()
    for each in files:
        for (name, commune, registered), rows in each.counts.items():
            seats[name, commune, registered] += rows
    for one in expected:
        found = sum(
            rows
            for (name, *places), rows in seats.items()
            if name == one.list and (not one.place or key(one.place) in map(key, places))
        )
        if found != one.electors:
            places = (one.place,) if one.place else ()
            yield FrameFinding("count-differs", one.list, places, found, one.electors)


def _strata(sealed: Sealed, rules: FrameRules, fewest: int) -> Iterator[FrameFinding]:
    """Categories of strata without anybody, or almost; with far fewer or more people than are known."""
    empty: dict[str, list[str]] = {}
    for alarm in alarms(sealed, rules):
        if alarm.people < min(fewest, max(1, alarm.expected)):
            empty.setdefault(alarm.criterion, []).append(alarm.category)
        else:
            yield FrameFinding(
                "stratum-size", alarm.criterion, (alarm.category,), alarm.people, alarm.expected
            )
    for name, categories in empty.items():
        yield FrameFinding("stratum-empty", name, tuple(categories), len(categories))
