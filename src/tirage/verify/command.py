"""`tirage-verify DIR`: the only module here that prints or looks at the environment.

Exit codes: 0 all that could be checked is right · 2 usage · 3 not a dossier · 5 a check failed · 7 an act is
not all in place, so there is no verdict.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from locale import windows_locale
from pathlib import Path
from typing import NoReturn

from . import texts, window, words
from .checklist import one_part, refused, verify
from .checks.citizen_proof import LARGEST
from .checks.no_panel import FILE as NO_PANEL_FILE
from .checks.no_panel import MARK as NO_PANEL_MARK
from .checks.people.parts import part_file
from .checks.record.succession import Family
from .primitives.held import Held, Memory, Unsafe
from .reading.archive import Archive
from .reading.dossier import NEXT, TOTAL, Halfway, NotADossier, following, is_halfway, opened
from .report import Report
from .trust import NoKey, Trust, read_trust

HALFWAY = 7
"""Exit code where there is no verdict: an act was stopped half-way, and the next command finishes it."""

_LARGEST_APART = 2**26
"""Bytes of a file apart: of a longer one the rest is cut off, and then it is none."""
_MOST = 65_536
"""Of jobs and of parts."""


def main(argv: Sequence[str] | None = None) -> int:
    """Verify the dossier that `argv` names (None: the process's arguments), print, return the exit code."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    language: str = options.lang or _language()
    trust = _trust(options.trust, language)
    if trust is None:
        return 2
    try:
        proof = (options.proof.name, _read_proof(options.proof)) if options.proof else None
        if options.part is None:
            found = list(reports(options.dossier, proof, trust, options.jobs))
        else:
            found = [_of_part(options.dossier, options.part)]
    except (NotADossier, _NotHere, Halfway, OSError) as fault:
        return _refusal(fault, options, language)
    if options.json:
        _write_data(words.whole_document(found, language))
    else:
        alone = "" if options.part is None else texts.phrase("part-alone", language) + "\n"
        _say(alone + words.whole_text(found, language))
    return 0 if all(report.ok for report in found) else 5


def _refusal(fault: Exception, options: argparse.Namespace, language: str) -> int:
    """Say why there is no report; the exit code."""
    why = fault.word if isinstance(fault, NotADossier) else ""
    word, subject = {
        NotADossier: (why, str(options.dossier)),
        _NotHere: ("no-such-part", str(fault)),
        Halfway: ("halfway", str(options.dossier)),
    }.get(type(fault), ("not-a-proof", str(options.proof)))
    sys.stderr.write(texts.phrase(word, language, words.visible(subject)) + "\n")
    return HALFWAY if isinstance(fault, Halfway) else 3


def reports(
    folder: Path, proof: tuple[str, bytes] | None, trust: Trust = frozenset(), jobs: int = 1
) -> Iterator[Report]:
    """The report of a dossier, then of each next assembly in it; `proof` is of the first.

    Raises NotADossier; Halfway where an act is on its way into the dossier: half of it would be found false.
    """
    before: tuple[Held, ...] = ()
    memory = Memory()
    archive, root = None, ""
    if folder.is_file():
        if (data := _apart(folder)) is not None:
            yield verify({NO_PANEL_FILE: data})
            return
        try:
            archive = Archive(folder)
        except Unsafe as unsafe:
            yield refused(unsafe)
            return
        root = archive.root
    elif not folder.exists():
        raise NotADossier(str(folder), "nothing-there")
    while True:
        if not archive and is_halfway(folder):
            raise Halfway(str(folder))
        try:
            # The assemblies of a chain share the bounds of one.
            spent = sum(each.size for each in before)
            files = archive.opened(root, memory) if archive else opened(folder, memory, TOTAL - spent)
            names = archive.following(root) if archive else following(folder)
        except Unsafe as unsafe:
            yield refused(unsafe)
            return
        report = verify(files, None if before else proof, Family(before, tuple(names)), trust, jobs)
        if not report.ok and not archive and is_halfway(folder, files):
            raise Halfway(str(folder))  # an act came while the files were read
        yield report
        if NEXT not in names:
            return
        before, folder, root = (*before, files), folder / NEXT, f"{root}{NEXT}/"


def _apart(path: Path) -> bytes | None:
    """A file that says that there is no panel; None for any other, which is an archive or nothing."""
    with path.open("rb") as file:
        if file.read(1) != b"{":
            return None
        data = b"{" + file.read(_LARGEST_APART)
    return data if NO_PANEL_MARK in data else None


class _NotHere(Exception):
    """The part that somebody asked for, by its path, is not in the dossier: there is nothing to say of it."""


def _of_part(folder: Path, number: int) -> Report:
    """The report of one part of a frame; of the people, no other file is opened.

    Raises as `reports` does, and _NotHere.
    """

    def wanted(name: str) -> bool:
        return not name.startswith("guarantors/") or name == part_file(number)

    try:
        if not folder.exists():
            raise NotADossier(str(folder), "nothing-there")
        if folder.is_file():
            archive = Archive(folder)
            files = archive.opened(archive.root, Memory(), wanted)
        elif is_halfway(folder):
            raise Halfway(str(folder))
        else:
            files = opened(folder, Memory(), wanted=wanted)
    except Unsafe as unsafe:
        return refused(unsafe)
    if (name := part_file(number)) not in files:
        raise _NotHere(name)
    report = one_part(files, number)
    if not report.ok and folder.is_dir() and is_halfway(folder, files):
        raise Halfway(str(folder))  # an act came while the files were read
    return report


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tirage-verify",
        description="Check a published dossier of a draw, and say what could not be checked. "
        "Vérifie le dossier publié d'un tirage au sort et dit ce qui n'a pas pu l'être.",
        epilog="0: right · 2: usage · 3: not a dossier, or no such part · 5: a check failed · "
        "7: an act is not all in place",
    )
    parser.add_argument(
        "dossier", type=Path, metavar="DIR", help="folder with journal/ and public/, or a ZIP of it"
    )
    parser.add_argument("--proof", type=Path, metavar="FILE", help="one citizen's proof, page or JSON")
    parser.add_argument(
        "--trust",
        type=Path,
        metavar="FILE",
        action="append",
        default=[],
        help="keys of authorities and witnesses that you trust, one a line; may be repeated",
    )
    parser.add_argument(
        "--jobs", type=_number, default=1, metavar="N", help="processes that share a large frame (1)"
    )
    parser.add_argument("--part", type=_number, metavar="N", help="of a frame in parts, check this one alone")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--lang", choices=texts.LANGUAGES, help="language of the sentences")
    return parser


class _Parser(argparse.ArgumentParser):
    """One that repeats nothing which a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        super().error(words.visible(message))


def _number(text: str) -> int:
    """A whole number from 1; argparse's error for any other text."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= _MOST:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {_MOST} is expected")
    return number


def _trust(files: Sequence[Path], language: str) -> Trust | None:
    """The keys of all these files; None, and it is said, where one cannot be read."""
    keys: Trust = frozenset()
    for path in files:
        name = words.visible(str(path))
        try:
            keys |= read_trust(path.read_bytes())
        except NoKey as wrong:
            sys.stderr.write(texts.phrase("not-a-key", language, name, wrong.line) + "\n")
            return None
        except OSError:
            sys.stderr.write(texts.phrase("not-a-trust-file", language, name) + "\n")
            return None
    return keys


def _read_proof(path: Path) -> bytes:
    """The file, or as much of it as tells that it is too long; OSError where it is no plain file."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _language() -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "") or _of_windows()
    return "fr" if locale.lower().startswith("fr") else "en"


def _of_windows() -> str:
    """The language of its windows, which sets no variable; nothing on other systems."""
    windll = getattr(ctypes, "windll", None)
    return windows_locale.get(windll.kernel32.GetUserDefaultUILanguage(), "") if windll is not None else ""


def _say(text: str) -> None:
    # A window that lacks a sign shows a plain one rather than nothing at all; a pipe or a file lacks none.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if sys.stdout.isatty():
        text = window.fitted(text, shutil.get_terminal_size().columns)
        if reconfigure is not None:
            reconfigure(errors=window.READABLE)
    elif reconfigure is not None:
        reconfigure(encoding="utf-8", errors=window.READABLE, newline="\n")
    sys.stdout.write(text)


def _write_data(text: str) -> None:
    # Another program reads it: UTF-8 and LF, whatever the terminal or the locale say.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")
    sys.stdout.write(text)
