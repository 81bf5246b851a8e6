"""A generated instance as a pool and its quotas, without a file."""

from __future__ import annotations

from support.instances import Instance
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Quotas


def read(instance: Instance) -> tuple[Pool, Quotas]:
    """The people p000, p001, … of an instance, and what must be represented."""
    people = [
        Person(f"p{i:03}", features, home)
        for i, (features, home) in enumerate(zip(instance.features, instance.households, strict=True))
    ]
    limits = {name: {each: (low, high) for each, low, high in rows} for name, rows in instance.quotas}
    return Pool(tuple(limits), tuple(people), ("address1",)), Quotas.of(limits)
