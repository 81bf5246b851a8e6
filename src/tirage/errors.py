"""Every error that tirage raises on purpose, and what each means to the caller.

::

    TirageError                 exit 1, never raised itself
    ├── InputInvalid            exit 3: a file or an option is wrong; carries every defect found
    ├── QuotasImpossible        exit 4: no panel meets the quotas; carries the minimal conflict
    ├── VerificationFailed      exit 5: a published figure is not what its inputs give
    ├── Refused                 exit 6: the act would break the record (a second draw, another plan)
    ├── Unfinished              exit 1: the act is recorded, but not every file is in its place yet
    └── Lost                    exit 1: a process that shared the work was ended; nothing is changed

An error holds a stable code and values: the sentences live in `tirage.i18n`. `str(error)` is the English one,
for a notebook; the command line says the same in the language of its reader.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import TypeVar

from tirage.i18n.note import Note
from tirage.shown import Shown

T = TypeVar("T")

QUOTED = 60
"""Signs of what was typed that an error repeats."""


def _frozen(values: Mapping[str, object]) -> Mapping[str, object]:
    """The values, read-only; a path as text, which a JSON document and a sentence can hold."""
    plain = {name: str(value) if isinstance(value, PurePath) else value for name, value in values.items()}
    return MappingProxyType(plain)


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing wrong in an input, where it is, and the values that its sentences need."""

    code: str
    """Stable name, such as `pool.id.duplicate`; `tirage.i18n` has its texts."""

    file: str
    """The file as the user named it."""

    line: int | None = None
    """Line (or sheet row), the header being line 1; None when the file as a whole is meant."""

    column: str | None = None
    """Column header, YAML key, or None."""

    values: Mapping[str, object] = field(default_factory=dict)
    """What was found and what was expected, never a name or an address."""

    lines: tuple[int, ...] = ()
    """Every line on which the same is wrong, ascending, `line` the first."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _frozen(self.values))
        if not self.lines and self.line is not None:
            object.__setattr__(self, "lines", (self.line,))


def grouped(defects: Iterable[Defect]) -> list[Defect]:
    """The defects, those that differ by their line alone as one with all its lines, where the first stood.

    >>> [each.lines for each in grouped(Defect("pool.id.blank", "v.csv", line) for line in (7, 3))]
    [(3, 7)]
    """
    alike: dict[tuple[object, ...], list[Defect]] = {}
    for each in defects:
        values = tuple(sorted((name, repr(value)) for name, value in each.values.items()))
        alike.setdefault((each.code, each.file, each.column, values), []).append(each)
    return [group[0] if len(group) == 1 else _as_one(group) for group in alike.values()]


def _as_one(group: Sequence[Defect]) -> Defect:
    lines = tuple(sorted({line for each in group for line in each.lines}))
    return replace(group[0], line=lines[0] if lines else None, lines=lines)


def _sentence(code: str, **values: object) -> str:
    """The English sentence of a code; empty where the values of its sentence are not there."""
    # Texts are read when somebody reads an error, not when it is raised.
    from tirage.i18n.catalogue import text

    try:
        return text(code, "en", **values)
    except KeyError:
        return ""


class TirageError(Shown, Exception):
    """Root of the tree."""

    exit_code = 1

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = _frozen(values)
        self.notes: tuple[Note, ...] = ()
        """What was to be told before the error came up."""
        self.zone = ""
        """The time zone of the assembly, whose clocks its times are told by; empty where none is known."""

    def __str__(self) -> str:
        """What happened, what to do, and the code, in English.

        >>> print(Refused("draw.same_roll"))  # doctest: +ELLIPSIS
        What was rolled has drawn something in this dossier before: ...
        """
        sentences = (_sentence(code, **self.values) for code in (self.code, f"{self.code}.remedy"))
        return " ".join([*filter(None, sentences), f"[{self.code}]"])


class InputInvalid(TirageError):
    """One or more inputs cannot be used as they are; nothing was written."""

    exit_code = 3

    def __init__(self, defects: Sequence[Defect]) -> None:
        self.defects = tuple(grouped(defects))
        super().__init__("input.invalid", count=len(self.defects))

    def __str__(self) -> str:
        """Every defect on a line of its own, in English: where it is, what was found, what to do."""
        from tirage.i18n.catalogue import described

        return "\n".join(
            [_sentence(self.code, **self.values), *(described(each, "en") for each in self.defects)]
        )


class QuotasImpossible(TirageError):
    """No panel of the asked size meets every quota."""

    exit_code = 4


class VerificationFailed(TirageError):
    """A figure of the record is not what its inputs give."""

    exit_code = 5


class Refused(TirageError):
    """The act would change what is already on the record."""

    exit_code = 6


class Unfinished(TirageError):
    """The act is on the record, but the system stopped before every file was in its place."""


class Lost(TirageError):
    """A process that shared the work was ended from outside; nothing is changed."""


WHY_UNWRITABLE = {
    errno.ENOSPC: "output.full",
    errno.EDQUOT: "output.full",
    errno.EACCES: "output.permission",
    errno.EPERM: "output.permission",
    errno.EROFS: "output.permission",
}
"""What is said where the system refuses to write, by its error; else `output.write`."""


def name_of(error: OSError) -> str:
    """The system's name of an error, such as ENOSPC."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def attempt(defects: list[Defect], read: Callable[[], T]) -> T | None:
    """What `read` returns; None where it raises InputInvalid, whose defects are added to `defects`."""
    try:
        return read()
    except InputInvalid as error:
        defects += error.defects
        return None


@contextmanager
def told(notes: Iterable[Note]) -> Iterator[None]:
    """An error in this context carries `notes` too, before its own."""
    try:
        yield
    except TirageError as error:
        error.notes = (*notes, *error.notes)
        raise


@contextmanager
def by_clocks(zone: str) -> Iterator[None]:
    """An error in this context tells its times by the clocks of `zone`, such as `Europe/Paris`."""
    try:
        yield
    except TirageError as error:
        error.zone = zone
        raise


def within(option: str, value: int, lowest: int, highest: int) -> int:
    """`value`; InputInvalid, naming `option`, unless it is from `lowest` to `highest`."""
    if lowest <= value <= highest:
        return value
    limits = {"value": value, "lowest": lowest, "highest": highest}
    raise InputInvalid([Defect("option.range", option, values=limits)])


def typed(text: str) -> str:
    """The beginning of what was typed, signs that cannot be shown as `?`."""
    return text[:QUOTED].encode("utf-8", "replace").decode("utf-8")
