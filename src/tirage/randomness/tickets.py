"""Tickets: a place in line that nobody chose (SPEC §5).

A ticket depends on the stage and on the person alone: not on the order of the rows, on who else is there,
nor on who was passed over before. So anyone can check their own:
`printf 'tirage1|ticket|<stage>|<pid>' | sha256sum`.
"""

from __future__ import annotations

from collections.abc import Iterable

from tirage.randomness.lines import H


def ticket(stage: str, pid: str) -> str:
    """The ticket of a person in a stage.

    >>> ticket("ba74a54ba5cc3921165163ea18e3a5c5212de916bd7e331c39cad272baabf26e", "p0000000")
    '5c9fae7fe2b503b767e0ad2d6cdfa5b7edbb3b3c12ea5eabef2d7da7aa5451b5'
    """
    return H("ticket", stage, pid)


def in_ticket_order(stage: str, pids: Iterable[str]) -> list[str]:
    """Ascending ticket, then pid, bytewise.

    >>> stage = "ba74a54ba5cc3921165163ea18e3a5c5212de916bd7e331c39cad272baabf26e"
    >>> in_ticket_order(stage, ["p0000000", "p0000001", "p0000002"])
    ['p0000002', 'p0000000', 'p0000001']
    """
    return sorted(pids, key=lambda pid: (ticket(stage, pid), pid.encode()))
