"""The ids under which a file of volunteers enters the record: aliases, or the organiser's own (SPEC §3)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tirage.assembly import lineage
from tirage.assembly.record import Dossier
from tirage.discretion import brief
from tirage.dossier import entries
from tirage.dossier.layout import KEY
from tirage.dossier.outcome import Changes
from tirage.errors import Refused
from tirage.people.ids import key_hash
from tirage.people.pool.aliases import aliased
from tirage.people.pool.model import Ids, PoolFile
from tirage.people.private.key import key_file, read_key, same_key

NO_KEY = Changes({})


@dataclass(repr=False, frozen=True, slots=True)
class Named:
    """A pool under the ids that are published."""

    file: PoolFile
    key: Changes
    """The key, where the record has none yet: its file, and the entry that holds its hash."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.file.pool.people))


def named(
    file: PoolFile, path: Path, dossier: Dossier | None, ids: Ids | None, key: str | Path | None
) -> Named:
    """The pool of a file as it goes on record in the dossier at `path`; `dossier`: what stands there.

    `ids`: what is asked for, None for what the rules say; `key`: a file. Refused where the rules say
    otherwise; InputInvalid for a key that is none, or another than the dossier's.
    """
    ruled = lineage.announced_ids(path)
    if None not in {ids, ruled} and ids != ruled:
        raise Refused("ids.rules", asked=ids, ruled=ruled)
    if (ids or ruled or "alias") == "published":
        return Named(file, NO_KEY)
    known = dossier is not None and bool(dossier.bodies(entries.Key))
    if dossier is not None and not known and not lineage.is_opened(dossier):
        # Planned under the organiser's own ids: it will be said that these are others.
        return Named(file, NO_KEY)
    own = path / KEY
    secret = same_key(key, own) if known or own.exists() else read_key(key)
    files = {} if own.exists() else {KEY: key_file(secret)}
    made = NO_KEY if known else Changes(files, (entries.Key(hash=key_hash(secret)).as_act(),))
    return Named(aliased(file, secret), made)
