"""The pools that later draws are from: that of the panel, and as it is since volunteers have joined it."""

from __future__ import annotations

from functools import cached_property

from ...kernel import Files
from ...reading.documents import rows
from ..lottery.pool import Features, Pool, people_in, read_pool, seats_of
from ..lottery.quotas import Quotas


class FirstPool:
    """A pool that later draws are from: read once for all of them, however many acts there are."""

    def __init__(self, data: bytes, quotas: Quotas) -> None:
        """Nothing is read yet: Malformed comes up wherever the pool is asked for."""
        self._data, self._quotas = data, quotas

    @cached_property
    def header(self) -> list[str]:
        """Its columns."""
        return ["pid", "household", *self._quotas.criteria]

    @cached_property
    def people(self) -> list[tuple[str, str, Features]]:
        """Its rows, those with the same features sharing them: pid, household, features."""
        known: dict[Features, Features] = {}
        found = []
        for pid, home, *values in rows(self._data, self.header):
            features = tuple(values)
            found.append((pid, home, known.setdefault(features, features)))
        return found

    @cached_property
    def profiled(self) -> Pool:
        """People and profiles by number."""
        return read_pool(self._data, self._quotas)

    def seats(self, members: frozenset[str]) -> list[int]:
        """Seats by quota row of these members, as the pool has them."""
        return seats_of(self.profiled, self._quotas, people_in(self.profiled, sorted(members)))


class Pools:
    """The pools of a dossier by path, each read when somebody asks for it."""

    def __init__(self, files: Files, quotas: Quotas) -> None:
        """Nothing is read yet."""
        self._files, self._quotas = files, quotas
        self._known: dict[str, FirstPool] = {}

    def at(self, name: str) -> FirstPool | None:
        """The pool at a path; None where it is not at hand."""
        if name not in self._files:
            return None
        if name not in self._known:
            self._known[name] = FirstPool(self._files[name], self._quotas)
        return self._known[name]
