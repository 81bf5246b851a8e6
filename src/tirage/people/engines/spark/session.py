"""A session on a cluster: whether it can be reached, and has tirage of this version."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from warnings import catch_warnings, filterwarnings, simplefilter

from tirage.errors import InputInvalid
from tirage.people.engines.spark.said import as_it_failed, failure
from tirage.program import FINGERPRINT, __version__

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PATIENCE = 5
"""Seconds in which a server answers at all."""
PORT = 15002
"""Of Spark Connect, where none is named."""
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
}
KEEPALIVE = (("grpc.keepalive_time_ms", 300_000), ("grpc.keepalive_timeout_ms", 20_000))
"""How a machine that is gone without a word is found out: each five minutes, as often as servers bear."""
ASKED = 16
"""Tasks that ask for the version: where workers are fewer, each is asked."""


def connected(master: str, work: str) -> SparkSession:
    """A new session; the workers have tirage of this version.

    Raises InputInvalid: without the extra `spark`, where the cluster does not answer, or has another version.
    """
    session = opened(master, work)
    with as_it_failed(master, work):
        told_there = session.range(0, ASKED, 1, ASKED).mapInArrow(_telling(), "version string")
        found = {row[0] for row in told_there.collect()}
    if found != {told()}:
        session.stop()
        values = {"found": ", ".join(sorted(found)), "expected": told()}
        raise InputInvalid([failure("cluster.version", master, work, **values)])
    return session


def opened(master: str, work: str) -> SparkSession:
    """A new session, whatever the workers have; raises InputInvalid as `connected` does."""
    try:
        with catch_warnings(), _asked_by_somebody():
            # That it does not know every function of the pandas of today: none is used.
            simplefilter("ignore")
            from pyspark.sql.connect.client import DefaultChannelBuilder
            from pyspark.sql.connect.session import SparkSession
    except ImportError as error:
        raise InputInvalid([failure("cluster.extra", master, work)]) from error
    _reached(master, work)
    # By itself the client writes what went wrong to the screen, plans and rows included.
    logging.getLogger("SQLQueryContextLogger").disabled = True
    filterwarnings("ignore", r"\[RETRIES_EXCEEDED\]")
    with as_it_failed(master, work, lost="cluster.unreachable"):
        channel = DefaultChannelBuilder(master, [*KEEPALIVE])
        session = SparkSession.builder.channelBuilder(channel).create()
        # What answers may be no Spark at all.
        hurry(session)
        for name, value in SETTINGS.items():
            session.conf.set(name, value)
        _asking(session, max_retries=8, max_backoff=5000)
    return session


@contextmanager
def _asked_by_somebody() -> Iterator[None]:
    """Imports of pyspark in here do not end the process.

    One whose main module is no file (`python -c`, a process that was started to be given work) is taken for
    a run of its own doctests otherwise, unless somebody sits before it: `sys.ps1` says so.
    """
    if hasattr(sys, "ps1"):
        yield
        return
    sys.ps1 = ""
    try:
        yield
    finally:
        del sys.ps1


def hurry(session: SparkSession) -> None:
    """Ask for seconds only, from now on."""
    _asking(session, max_retries=3, max_backoff=1000)


def _asking(session: SparkSession, **bounds: int) -> None:
    """Ask a server that does not answer so often; once it was given up, once a step.

    By itself, the client would ask for ten minutes at each step, and at each release of what a step has held;
    a server that was started again knows nothing of this session.
    """
    from pyspark.sql.connect.client.retries import DefaultPolicy, RetryPolicyState

    class State(RetryPolicyState):  # type: ignore[misc]
        def next_attempt(self, exception: BaseException | None = None) -> int | None:
            wait: int | None = super().next_attempt(exception)
            if wait is None:
                self._policy.max_retries = 0
            return wait

    class Policy(DefaultPolicy):  # type: ignore[misc]
        def to_state(self) -> RetryPolicyState:
            return State(self)

    session.client.set_retry_policies([Policy(**bounds)])


def told() -> str:
    """What workers must have as it is here."""
    return (
        f"tirage {__version__} ({FINGERPRINT[:8]}), Python {sys.version_info.major}.{sys.version_info.minor}"
    )


def _telling() -> Any:  # noqa: ANN401 - a function for Spark
    """A function that says what a worker has; it needs nothing of ours to be sent there."""

    def tell(batches: Iterator[Any]) -> Iterator[Any]:
        import platform

        import pyarrow as pa

        try:
            from tirage import program
        except ImportError:
            version = "—"
        else:
            version = f"{program.__version__} ({program.FINGERPRINT[:8]})"
        here = f"tirage {version}, Python {'.'.join(platform.python_version_tuple()[:2])}"
        for batch in batches:
            yield pa.RecordBatch.from_pydict({"version": [here] * batch.num_rows})

    return tell


def _reached(master: str, work: str) -> None:
    where = urlsplit(master)
    try:
        with socket.create_connection((where.hostname or "", where.port or PORT), PATIENCE):
            pass
    except (OSError, ValueError) as error:
        values = {"error": type(error).__name__}
        raise InputInvalid([failure("cluster.unreachable", master, work, **values)]) from error
