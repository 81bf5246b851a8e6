"""Aliases: what is published of a pool that comes with ids of its own (SPEC §3).

An organiser's ids are card numbers, addresses of e-mail, ranks in a list: whoever knows them knows who sat.
What stands in public is made from them with the dossier's key; `private/` has both.
"""

from __future__ import annotations

from dataclasses import replace

from tirage.people.ids import pid, receipt_nonce
from tirage.people.pool.households import among
from tirage.people.pool.model import Person, PoolFile, PrivateTable

COLUMN = "alias"
"""Title of the first column of `private/pool.csv`, before those of the file."""


def aliased(file: PoolFile, key: bytes) -> PoolFile:
    """The same people under their aliases, in the order of these, households numbered anew."""
    aliases = {person.pid: pid(key, person.pid) for person in file.pool.people}
    people = sorted(
        (Person(aliases[each.pid], each.features, each.household) for each in file.pool.people),
        key=lambda person: person.pid,
    )
    rows = sorted((aliases[own], (aliases[own], *cells)) for own, cells in file.private.rows.items())
    return replace(
        file,
        pool=among(file.pool, people),
        private=PrivateTable((COLUMN, *file.private.header), dict(rows)),
        ids="alias",
        nonces={person.pid: receipt_nonce(key, person.pid) for person in people},
    )
