"""Alternates on the record: a list of pids in an order that nobody chose, which the last one replaces.

The integer program says how many alternates of each kind there are to be. Who they are, and in which order
they stand, tickets say, by a seed that is made from the panel's entry in the journal, so from its dice: of
those alike the first are on the list, and of a household the first counts.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tirage.assembly.state import AssemblyState
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import ALTERNATES
from tirage.dossier.outcome import Changes
from tirage.forecast.alternates import Chosen
from tirage.forecast.dropouts import Dropouts
from tirage.randomness.seeds import rings_seed, ticket
from tirage.tabular.writing import csv_text


def tickets(panel_entry: bytes) -> Callable[[str], tuple[str, str]]:
    """The key by which volunteers are put in order, from the bytes of the panel's entry in the journal."""
    stage = rings_seed(sha256(panel_entry))
    return lambda pid: (ticket(stage, pid), pid)


def put_on_record(
    life: AssemblyState, chosen: Chosen, dropouts: Dropouts, confidence: Fraction | None
) -> Changes:
    """The act that puts these alternates on the record, with what they were chosen for and are worth."""
    number = life.lists + 1
    lines = [("pid", "order"), *((pid, str(place)) for place, pid in enumerate(chosen.pids, 1))]
    data = csv_text(lines).encode()
    body: dict[str, object] = {
        "list": number,
        "sha256": sha256(data),
        "count": len(chosen.pids),
        "people": chosen.people,
        "confidence": "" if confidence is None else str(confidence),
        "dropout": dropouts.document(),
        "tried": chosen.tried,
        "repaired": {
            "designed": chosen.designed,
            "scaled": chosen.scaled,
            "random": chosen.random,
            "everyone": chosen.everyone,
        },
    }
    return Changes({ALTERNATES.format(number): data}, (("alternates", body),))
