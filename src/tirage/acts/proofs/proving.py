"""The document that says of one person what the record holds (SPEC §9): in the frame, entered as, sitting.

The published files confirm or refute it. It says nothing of anybody else: the siblings of a path are hashes,
and a leaf holds no name. What the proofs of several people share, the trees first of all, is made once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict
from functools import cached_property
from typing import Any

from tirage.acts.proofs.frame_tree import FrameTree
from tirage.assembly.record import Dossier
from tirage.assembly.stays import standing
from tirage.dossier.chain import head
from tirage.dossier.documents.document import SPEC
from tirage.dossier.entries import Letters
from tirage.dossier.layout import (
    CHANCES,
    LOTTERY,
    PANEL,
    POOL,
    RECEIPTS,
    drawn_path,
    files_of_draw,
    joined_path,
    joined_receipts_path,
    numbers_of,
    pool_path,
    strata_path,
    wave_of,
)
from tirage.dossier.merkle import Tree, leaf_hash
from tirage.dossier.people import beginning_with
from tirage.draws.documents import csv_rows, receipt_leaves
from tirage.errors import Refused
from tirage.people.pool.model import Person, Pool

Document = dict[str, Any]


def known(record: Dossier, pid: str) -> bool:
    """Whether somebody of the frame, or of the pool, has this pid."""
    pool = record.files.get(pool_path(record.files), b"")
    return f"\n{pid},".encode() in pool or any(True for _ in beginning_with(record.files, f"{pid},"))


class _Entered:
    """Those who were entered at one time: with the pool of the panel, or with a list that joined it."""

    def __init__(self, pool: Pool, nonces: Mapping[str, str], before: Collection[str]) -> None:
        """`pool`: the whole, as it was then; `nonces`: none with published ids; `before`: in it already."""
        self._nonces = nonces
        self._people = {person.pid: person for person in pool.people}
        self._pool = pool
        self._homes = Counter(person.household for person in pool.people)
        entered = [person.pid for person in pool.people if person.pid not in before]
        self.places = {pid: place for place, pid in enumerate(entered)}
        """Place in the tree by pid."""

    @cached_property
    def _tree(self) -> Tree:
        return Tree(map(leaf_hash, receipt_leaves(self._pool, self._nonces)))

    def receipt(self, pid: str) -> Document:
        """Features, people in the household, and the path to the root."""
        person, index = self._people[pid], self.places[pid]
        size = self._homes[person.household] if person.household else 1
        tree = None
        if self._nonces:
            tree = {
                "root": self._tree.root,
                "people": len(self.places),
                "index": index,
                "nonce": self._nonces[pid],
                "siblings": list(self._tree.path(index)),
            }
        return {"features": list(person.features), "household": size, "tree": tree}


class Prover:
    """Makes the proofs of one dossier as it stands."""

    def __init__(self, record: Dossier) -> None:
        self._record = record
        self._files = record.files
        self._frame_tree = FrameTree(record.files)

    def prove(self, pid: str, nonce: str | None) -> Document:
        """Everything on the record of one person; `nonce`: what opens the leaf, None once there is no key.

        Raises Refused for a pid that nobody has.
        """
        record = self._record
        hat = self._frame(pid, nonce)
        if hat is None and not known(record, pid):
            raise Refused("proof.unknown")
        return {
            "spec": SPEC,
            "pid": pid,
            "head": head(record.entries),
            "frame": hat,
            "letters": [self._wave(wave, pid, hat["stratum"]) for wave in self._strata] if hat else [],
            "receipt": self._receipt(pid),
            "pool": self._pool(pid),
            "panel": self._panel(pid),
            "today": asdict(standing(self._files, record.entries, pid)) if record.drawn else None,
            **self._later(pid),
        }

    def _frame(self, pid: str, nonce: str | None) -> Document | None:
        """The leaf of a person and the path from it to the root."""
        line = self._frame_tree.find(pid)
        if line is None:
            return None
        return {
            "root": self._frame_tree.document.root,
            "people": self._frame_tree.document.people,
            "index": line.place,
            "stratum": line.stratum,
            "idc": line.idc,
            "nonce": nonce,
            "siblings": list(self._frame_tree.path(line.place)),
        }

    @cached_property
    def _strata(self) -> dict[int, dict[str, list[str]]]:
        """Row of each stratum, wave by wave, of those that were drawn."""
        waves = [wave_of(wave.act) for wave in self._record.bodies(Letters)]
        return {
            wave: {row[0]: row[1:] for row in csv_rows(self._files[strata_path(wave)])[1:]} for wave in waves
        }

    def _wave(self, wave: int, pid: str, stratum: str) -> Document:
        """Letters of the person's stratum in one wave, and whether one went to the person."""
        people, eligible, letters, *weighted = self._strata[wave][stratum]
        drawn = f"\n{pid},".encode() in self._files[drawn_path(wave)]
        figures = {"people": int(people), "eligible": int(eligible), "letters": int(letters)}
        # Where people weigh, the letters are those of the stream.
        weight = {"stream": weighted[0], "weight": int(weighted[1])} if weighted else {}
        return {"wave": wave, **figures, **weight, "drawn": drawn}

    @cached_property
    def _lists(self) -> tuple[_Entered, ...]:
        """The pool of the panel, then those who joined it, list by list; nothing where it is not here."""
        found: list[_Entered] = []
        known: set[str] = set()
        names = [(POOL, RECEIPTS)]
        names += [(joined_path(n), joined_receipts_path(n)) for n in numbers_of(self._files, joined_path)]
        for name, nonces in names if POOL in self._files else ():
            header, *rows = csv_rows(self._files[name])
            people = tuple(Person(row[0], tuple(row[2:]), row[1]) for row in rows)
            pool = Pool(tuple(header[2:]), people)
            opened = dict(csv_rows(self._files[nonces])[1:]) if nonces in self._files else {}
            found.append(_Entered(pool, opened, frozenset(known)))
            known |= {person.pid for person in people}
        return tuple(found)

    def _receipt(self, pid: str) -> Document | None:
        """How a volunteer was entered, and the path from that to the root; none where ids are published.

        Whoever joined later was entered with a list, and is under its root.
        """
        place = next((n for n, entered in enumerate(self._lists) if pid in entered.places), None)
        if place is None:
            return None
        joined: Document = {"list": place} if place else {}
        return {**self._lists[place].receipt(pid), **joined}

    @cached_property
    def _chances(self) -> dict[str, list[str]]:
        return {row[0]: row[1:] for row in csv_rows(self._files.get(CHANCES, b""))[1:]}

    def _pool(self, pid: str) -> Document | None:
        """In how many panels of the lottery a volunteer is, and the chance that the certificate speaks of."""
        if pid not in self._chances:
            return None
        panels, chance = self._chances[pid]
        return {"panels": int(panels), "of": self._files[LOTTERY].count(b"\n"), "chance": chance}

    @cached_property
    def _drawn_later(self) -> dict[str, tuple[dict[str, list[str]], int]]:
        """By later draw that is done, everyone's row of its chances and its panels, where they add up."""
        if self._record.drawn is None or self._record.plan.later.policy != "cumulated":
            return {}
        found = {}
        for act in self._record.state.drawn[1:]:
            own = files_of_draw(self._files, act)
            rows = {row[0]: row[1:] for row in csv_rows(own.get(CHANCES, b""))[1:]}
            found[act] = (rows, own[LOTTERY].count(b"\n"))
        return found

    def _later(self, pid: str) -> Document:
        """The chances of a volunteer in the draws after the panel, where they add up and there were any."""
        later = [
            {"act": act, "panels": int(rows[pid][0]), "of": of, "chance": rows[pid][1]}
            for act, (rows, of) in self._drawn_later.items()
            if pid in rows
        ]
        return {"later": later} if later else {}

    def _panel(self, pid: str) -> Document | None:
        """Whether the person is in the panel, once it is drawn."""
        drawn = self._record.drawn
        if drawn is None:
            return None
        return {"number": drawn.number, "member": f"\n{pid}\n".encode() in self._files[PANEL]}
