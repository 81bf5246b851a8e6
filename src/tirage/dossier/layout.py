"""Where the files of a dossier are (docs/formats.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

FRAME = "public/frame.json"
ROLLS = "public/rolls.csv"
"""The files that a frame was made from, a row each."""
RULES = "public/rules.json"
REGULATION = "public/regulation-{}.json"
"""The regulation as it was adopted; one file an edition, counted from 1."""
GEOGRAPHY = "public/geography.json"
"""The tables of places, where the rules of a frame have any."""
ANNOUNCED = "public/quotas-announced.json"
PIDS = "guarantors/frame.csv"
"""The people of a frame, where they are in one file."""
KEY = "private/key"
LOG_KEY = "private/log-key"
NEXT = "next"
"""The next assembly, in the dossier of the one before."""
PEOPLE = "private/frame.parquet"
EXCLUSIONS = "private/exclusions.csv"


def wave_of(act: str) -> int:
    """The number of a wave of letters.

    >>> wave_of("letters/2")
    2
    """
    return int(act.partition("/")[2])


def plan_path(wave: int) -> str:
    """Where the plan of a wave is."""
    return f"public/letters-{wave}-plan.json"


def strata_path(wave: int) -> str:
    """Where the letters of a wave are counted by stratum."""
    return f"public/letters-{wave}-strata.csv"


def drawn_path(wave: int) -> str:
    """Where the people drawn in a wave are."""
    return f"guarantors/letters-{wave}.csv"


def mailing_path(wave: int) -> str:
    """Where the letters of a wave are, with names, addresses and codes."""
    return f"private/letters-{wave}.csv"


def corrected_path(wave: int, number: int) -> str:
    """The same, once addresses were put right for the `number`-th time."""
    return f"private/letters-{wave}-corrected-{number}.csv"


def responses_path(number: int) -> str:
    """Where the answers of a round are counted."""
    return f"public/responses-{number}.json"


def answers_path(number: int) -> str:
    """Where everyone's answer up to a round is."""
    return f"guarantors/responses-{number}.csv"


def prepared_answers_path(number: int) -> str:
    """Where the answers of a round are that `tirage prepare` made of a file as it came."""
    return f"private/responses-{number}-prepared.csv"


def prepared_from_path(number: int) -> str:
    """What they were made from, as `MADE_FROM` has it."""
    return f"private/responses-{number}-prepared.json"


def numbers_of(files: Iterable[str], path: Callable[[int], str]) -> list[int]:
    """The numbers of the files at a numbered path that are there, ascending; a pack may leave some out.

    >>> numbers_of(["guarantors/letters-10.csv", "guarantors/letters-2.csv", "public/plan.json"], drawn_path)
    [2, 10]
    """
    pattern = re.compile(re.escape(path(0)).replace("0", "([0-9]+)"))
    return sorted(int(match[1]) for match in map(pattern.fullmatch, files) if match)


def part_path(number: int) -> str:
    """Where a part of the people of a frame is, counted from 1, where they are in several files."""
    return f"guarantors/frame-{number}.csv"


def frame_paths(files: Iterable[str]) -> list[str]:
    """Where the people of the frame are, of the files of a dossier, in their order; none where they are not.

    >>> frame_paths(["guarantors/frame-10.csv", "guarantors/frame-2.csv"]), frame_paths([PIDS, FRAME])
    (['guarantors/frame-2.csv', 'guarantors/frame-10.csv'], ['guarantors/frame.csv'])
    """
    names = set(files)
    return [PIDS] if PIDS in names else [part_path(number) for number in numbers_of(names, part_path)]


QUOTAS = "public/quotas.json"
COUNTS = "public/counts.csv"
LOTTERY = "public/lottery.csv"
CERTIFICATE = "public/certificate.json"
PLAN = "public/plan.json"
PANEL = "public/panel.csv"
SEATS = "public/seats.csv"
POOL = "guarantors/pool.csv"
RECEIPTS = "guarantors/receipts.csv"
"""What salts the receipt of each volunteer, where the ids are aliases; of the panel only."""
CHANCES = "guarantors/chances.csv"
PRIVATE_POOL = "private/pool.csv"
VOLUNTEERS = "private/volunteers.csv"
MADE_FROM = "private/volunteers.json"
"""What the list of volunteers was made from: hashes of the file received, the recoding and the list; rows."""
TO_DECIDE = re.compile(r"private/(review(-[0-9]+)?|households)\.csv")
"""Tables about the files received, for somebody to decide in: they may be there before the dossier."""
PRIVATE_PANEL = "private/panel.csv"
SITTING = "public/sitting.csv"
"""Of later acts only: the seats of those who stay."""

ALTERNATES = "public/alternates-{}.csv"
"""Alternates, in the order in which they are called; one file a list, counted from 1."""
COHORTS = "public/cohorts.csv"
"""The cohort of each member, where not everyone leaves at the same end of a term."""


def joined_path(number: int) -> str:
    """Where the pool of the draws to come is, once a list of more volunteers has joined it, from 1."""
    return f"guarantors/volunteers-{number}.csv"


def joined_receipts_path(number: int) -> str:
    """Where is what salts the receipt of each who joined with a list, where the ids are aliases."""
    return f"guarantors/volunteers-{number}-receipts.csv"


def prepared_joining_path(number: int) -> str:
    """Where the volunteers are that `tirage prepare` made of a further file as it came."""
    return f"private/volunteers-{number}-prepared.csv"


def joining_from_path(number: int) -> str:
    """What they were made from, as `MADE_FROM` has it."""
    return f"private/volunteers-{number}-prepared.json"


def pool_path(files: Iterable[str]) -> str:
    """Where the pool of the draws to come is, of the files of a dossier: that of the panel, until more join.

    >>> pool_path(["guarantors/pool.csv"]), pool_path(["guarantors/pool.csv", "guarantors/volunteers-2.csv"])
    ('guarantors/pool.csv', 'guarantors/volunteers-2.csv')
    """
    lists = numbers_of(files, joined_path)
    return joined_path(lists[-1]) if lists else POOL


def private_of_pool(pool: str) -> str:
    """Where the rows of everyone in the pool at a path are, in its order.

    >>> private_of_pool("guarantors/volunteers-2.csv")
    'private/volunteers-2.csv'
    """
    return pool.replace("guarantors/", "private/", 1)


RESULTS = {"panel": "panel", "replacements": "replacement", "renewal": "renewal"}
"""Draw of seats → type of the entry that records its result."""


def is_draw_of_seats(act: str) -> bool:
    """Whether an act (`panel`, `replacements/2`, `letters/1`) gives seats.

    >>> is_draw_of_seats("replacements/2"), is_draw_of_seats("letters/1")
    (True, False)
    """
    return act.partition("/")[0] in RESULTS


def path_in_draw(name: str, act: str) -> str:
    """Path of a file in the draw `act`, given its path in the panel's draw.

    >>> path_in_draw("public/plan.json", "replacements/2"), path_in_draw("public/plan.json", "panel")
    ('public/replacements-2-plan.json', 'public/plan.json')
    """
    folder, _, file = name.partition("/")
    return name if act == "panel" else f"{folder}/{act.replace('/', '-')}-{file}"


def files_of_draw(files: Mapping[str, bytes], act: str) -> dict[str, bytes]:
    """The published files of a draw of seats, keyed by their paths in the panel's draw."""
    names = (QUOTAS, COUNTS, LOTTERY, CERTIFICATE, PLAN, PANEL, SEATS, POOL, CHANCES, SITTING)
    return {name: files[path_in_draw(name, act)] for name in names if path_in_draw(name, act) in files}
