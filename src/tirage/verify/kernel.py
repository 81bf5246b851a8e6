"""The checklist as a table: what each check needs, and what is said where that is missing.

A *fact* is something derived from the files of a dossier (the pool, the counts of the lottery). A *check*
compares facts and says what it found. Both name the facts that they need by their parameters. `Table.run`
derives each fact once, and then

- a malformed file is the failure of the one check that tells of it, and so is any exception;
- a check that needs a missing fact is "not checked", with the reason (a parameter with a default takes that);
- a check that says nothing, or that is `Inapplicable`, has no line, unless the names of the files tell that
  it is due: then it is "not checked: blocked".

So no check handles absence, and none can be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import Parameter, signature
from typing import Any, TypeVar

from .primitives.held import Unsafe
from .reading.documents import Malformed
from .report import BLOCKED, Check, Said, judged, line, skipped

Files = Mapping[str, bytes]
"""The files of a dossier by their paths in it, such as `public/plan.json`."""
Function = TypeVar("Function", bound=Callable[..., Any])


class Absent(Exception):
    """A fact that this dossier does not have, and why: a word of the texts."""

    def __init__(self, why: str, file: str | None = None) -> None:
        super().__init__(why)
        self.said = skipped(why, file)


class Unusable(Exception):
    """A fact that cannot be had."""

    def __init__(self, said: Said, otherwise: Said | None = BLOCKED) -> None:
        super().__init__(said)
        self.said = said
        """What the check says that tells of it."""
        self.otherwise = otherwise
        """What every other check says that needs it; None: nothing."""


class Inapplicable(Exception):
    """Nothing in this dossier asks for it."""


def always(_files: Files) -> bool:
    """Every dossier has the check."""
    return True


def never(_files: Files) -> bool:
    """Only the facts tell whether a dossier has the check."""
    return False


@dataclass(slots=True)
class _Missing:
    """In place of a fact that could not be had."""

    told_by: str
    """Code of the check that tells of it."""
    telling: Said | None = None
    """What that check says."""
    otherwise: Said | None = None
    """What every other check says; None: nothing."""
    told: bool = False
    """Whether that check has said so."""


@dataclass(frozen=True, slots=True)
class _Fact:
    make: Callable[..., Any]
    told_by: str
    why: str


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    file: str
    skip_file: str
    judge: Callable[..., Said | Iterable[Said]]
    due: Callable[[Files], bool]
    is_note: bool = False


Known = dict[str, Any]
"""Facts by name, as they are derived; to begin with, those that are given."""


class Table:
    """Facts and checks, in the order in which they are said: those of `parts`, then its own."""

    def __init__(self, *parts: Table) -> None:
        self.facts: dict[str, _Fact] = {name: fact for part in parts for name, fact in part.facts.items()}
        self.rows: list[_Row] = [row for part in parts for row in part.rows]

    def fact(self, told_by: str = "", why: str = "") -> Callable[[Function], Function]:
        """Add a fact, by its function's name.

        `told_by`: the check that fails where it is malformed, the first that needs it where none is named;
        `why`: the word of all other checks that need it (else the reason of `Absent`, or `blocked`).
        """

        def add(make: Function) -> Function:
            self.facts[make.__name__] = _Fact(make, told_by, why)
            return make

        return add

    def check(
        self,
        code: str,
        file: str = "",
        *,
        skip_file: str | None = None,
        due: Callable[[Files], bool] = always,
    ) -> Callable[[Function], Function]:
        """Add a check of a file, whose path may have facts in it: `public/letters-{wave}-plan.json`.

        `skip_file`: the file that a line "not checked" names, where it is another; `due`: whether a dossier
        with these files has the check, as their names tell without being checked.
        """

        def add(judge: Function) -> Function:
            self.rows.append(_Row(code, file, file if skip_file is None else skip_file, judge, due))
            return judge

        return add

    def note(self, code: str, file: str = "") -> Callable[[Function], Function]:
        """Add what is worth saying beside the checks; no line where a fact is missing."""

        def add(judge: Function) -> Function:
            self.rows.append(_Row(code, file, file, judge, never, is_note=True))
            return judge

        return add

    def blocked(self) -> Iterator[Check]:
        """Every check of the table, once, as one that could not be made."""
        for code in dict.fromkeys(row.code for row in self.rows if not row.is_note):
            yield line(code, BLOCKED)

    def unsaid(self, files: Files) -> Iterator[Check]:
        """Every check that is due, once, as one that could not be made."""
        for code in dict.fromkeys(row.code for row in self.rows if row.due(files)):
            yield line(code, BLOCKED)

    def run(self, known: Known, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Check]:
        """The lines of every check whose code is `wanted`; `known` receives every fact that is derived."""
        for row in self.rows:
            if not wanted(row.code):
                continue
            for said in _Run(self.facts, known, row).lines():
                file = row.skip_file if said.status == "not-checked" else row.file
                yield line(row.code, said, file.format_map(known))
        # A fault is said even where the check that tells of it lacked something else.
        for missing in [each for each in known.values() if isinstance(each, _Missing)]:
            if missing.telling is not None and missing.telling.status == "failed" and not missing.told:
                missing.told = True
                yield line(missing.told_by, missing.telling)

    def derive(self, known: Known, name: str, otherwise: Any = None) -> Any:  # noqa: ANN401 - any fact
        """A fact, or `otherwise` where it is missing."""
        found = _Run(self.facts, known, _Row("", "", "", list, never)).have(name)
        return otherwise if isinstance(found, _Missing) else found


@dataclass(frozen=True, slots=True)
class _Run:
    """One check, and the facts that it makes known."""

    facts: Mapping[str, _Fact]
    known: Known
    row: _Row

    def lines(self) -> list[Said]:
        """What the check says; if nothing, that it could not be made, where it is due."""
        needs, missing = self._needs(self.row.judge)
        found = _attempted(self.row.judge, needs) if missing is None else missing
        if not isinstance(found, _Missing):
            said = [found] if isinstance(found, Said) else list(found)
        elif found.telling is not None and found.told_by in {"", self.row.code}:
            found.told = True
            said = [found.telling]
        else:
            said = [found.otherwise] if found.otherwise and not self.row.is_note else []
        return said or ([skipped("blocked", "")] if self.row.due(self.known["files"]) else [])

    def _needs(self, function: Callable[..., Any]) -> tuple[dict[str, Any], _Missing | None]:
        needs = {}
        for name, parameter in _parameters(function):
            needs[name] = self.have(name)
            if isinstance(needs[name], _Missing):
                if parameter.default is Parameter.empty:
                    return {}, needs[name]
                needs[name] = parameter.default
        return needs, None

    def have(self, name: str) -> Any:  # noqa: ANN401 - any fact
        """A fact, derived if need be; `_Missing` where it cannot be had."""
        if name not in self.known:
            self.known[name] = self._derived(self.facts[name])
        return self.known[name]

    def _derived(self, fact: _Fact) -> Any:  # noqa: ANN401 - any fact
        needs, missing = self._needs(fact.make)
        if missing is not None:
            return missing
        return _attempted(fact.make, needs, fact.told_by or self.row.code, fact.why)


@cache
def _parameters(function: Callable[..., Any]) -> list[tuple[str, Parameter]]:
    return list(signature(function).parameters.items())


def _attempted(make: Callable[..., Any], needs: Mapping[str, Any], told_by: str = "", why: str = "") -> Any:  # noqa: ANN401 - any fact
    """What a function gives; `_Missing` where it raises, whatever it is."""
    try:
        found = make(**needs)
        return list(found) if isinstance(found, Iterator) else found
    except Inapplicable:
        return _Missing("-")
    except Absent as absent:
        return _Missing(told_by, absent.said, skipped(why or absent.said.got, absent.said.file))
    except Unusable as fault:
        return _Missing(told_by, fault.said, fault.otherwise)
    except Malformed as malformed:
        telling = judged(False, got=malformed.shown)
    except Unsafe:
        raise
    except Exception:  # noqa: BLE001 - what stops a check is a failed check, whatever it is
        telling = judged(False, got="unexpected")
    return _Missing(told_by, telling, skipped(why or "blocked"))
