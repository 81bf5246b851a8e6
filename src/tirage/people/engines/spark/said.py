"""What a cluster says when it fails, as defects; its own words may hold rows, and are never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from tirage.errors import Defect, InputInvalid

_SIGNS = (
    ("cluster.workers", re.compile(r"PYTHON_VERSION_MISMATCH|No module named '?tirage|AnotherVersion")),
    ("cluster.disk", re.compile(r"No space left on device|DiskOutOfSpace|QuotaExceeded")),
    (
        "cluster.work",
        re.compile(
            r"Mkdirs failed|Permission denied|AccessDenied|AccessControlException|UNSUPPORTED_FILESYSTEM"
            r"|No FileSystem for scheme|UnknownHost|Read-only file system|Failed to create directory"
        ),
    ),
    ("cluster.memory", re.compile(r"OutOfMemory|exceeded memory|maxResultSize")),
    (
        "cluster.lost",
        re.compile(r"UNAVAILABLE|failed to connect|RetriesExceeded|SESSION_CLOSED|SESSION_NOT_FOUND"),
    ),
)
"""What each kind of failure has in what is said of it; the first that fits."""


_JAVA = re.compile(r"\((?:[\w$]+\.)+([\w$]+)\)")
"""What the client begins with, where it has no class for what was thrown."""


@contextmanager
def as_it_failed(
    master: str, work: str, otherwise: str = "cluster.failed", lost: str = "cluster.lost"
) -> Iterator[None]:
    """Raises InputInvalid where the cluster fails; `master`, `work`: as they were given.

    `otherwise`: the code of a failure of no kind that is known; `lost`: of one to answer.
    """
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        said = f"{type(error).__name__} {error}"
        code = next((code for code, sign in _SIGNS if sign.search(said)), otherwise)
        named = _name(error)
        code = lost if code == "cluster.lost" else code
        raise InputInvalid([failure(code, master, work, error=named)]) from None


def failure(code: str, master: str, work: str, **values: object) -> Defect:
    """A defect of the cluster."""
    shown = shown_master(master)
    where = work if code in {"cluster.work", "cluster.disk"} else shown
    return Defect(code, where, values={"master": shown, "work": work, **values})


def shown_master(master: str) -> str:
    """The address of a cluster as it may be shown: what follows the host may be a password.

    >>> shown_master("sc://host:15002/;token=secret")
    'sc://host:15002'
    """
    return "/".join(master.split("/")[:3])


def _name(error: Exception) -> str:
    """The class of an error, or Spark's name of its kind: words of Spark's, nobody's data."""
    condition = getattr(error, "getCondition", lambda: None)()
    java = _JAVA.match(str(error))
    return str(condition or (java and java[1]) or type(error).__name__)
