"""Every error that tirage raises on purpose, and what each means to the caller.

::

    TirageError                 exit 1, never raised itself
    ├── InputInvalid            exit 3: a file or an option is wrong; carries every defect found
    ├── QuotasImpossible        exit 4: no panel meets the quotas; carries the minimal conflict
    ├── VerificationFailed      exit 5: a published figure is not what its inputs give
    ├── Refused                 exit 6: the act would break the record (a second draw, another plan)
    └── Unfinished              exit 1: the act is recorded, but not every file is in its place yet

An error holds a stable code and values, never a sentence: the sentences live in
`tirage.i18n`, in French and English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _frozen(self.values))


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the person at the desk, which is no error."""

    code: str
    """Stable name, such as `note.value`; `tirage.i18n` has its text."""

    values: Mapping[str, object] = field(default_factory=dict)


class TirageError(Exception):
    """Root of the tree."""

    exit_code = 1

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = _frozen(values)
        self.notes: tuple[Note, ...] = ()
        """What was to be told before the error came up."""


class InputInvalid(TirageError):
    """One or more inputs cannot be used as they are; nothing was written."""

    exit_code = 3

    def __init__(self, defects: Sequence[Defect]) -> None:
        super().__init__("input.invalid", count=len(defects))
        self.defects = tuple(defects)


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
