"""An engine at work for an act, with the same errors as the dossier where the system refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from tirage.dossier.disk import PRIVATE
from tirage.dossier.scratch import scratch_folder, scratch_on
from tirage.dossier.system.refusals import before_commit
from tirage.dossier.transaction import recover
from tirage.people.engines.duckdb.refusals import as_the_system_says
from tirage.people.engines.opening import open_store
from tirage.people.engines.options import DEFAULT, SPARK, EngineOptions, check_options
from tirage.people.frame.store import Store


@contextmanager
def store_in(folder: Path, options: EngineOptions = DEFAULT) -> Iterator[tuple[Path, Store]]:
    """A folder under `private/` for the time of the context, and a store; what was left is removed first.

    What the engine puts on the disk is in that folder, or in one of `options.scratch`. Raises InputInvalid
    for options that make no sense, and when the system refuses to write, be it to Python or to the engine;
    Refused where another command works with a cluster: what is noted of the dossier there is one command's.
    """
    check_options(options)
    disk = options.scratch
    with before_commit(folder):
        recover(folder)
        with (
            scratch_folder(folder, alone=options.name == SPARK) as own,
            before_commit(disk or folder),
            scratch_on(disk, own) if disk else nullcontext(own) as place,
            as_the_system_says(),
            closing(open_store(place, options, folder / PRIVATE)) as store,
        ):
            yield own, store
