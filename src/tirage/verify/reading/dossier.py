"""A dossier as a mapping from path to bytes: read from disk at the edge, and the list of what it may hold.

Only `journal/`, `public/` and `guarantors/` are read, never `private/`. Nothing but plain files is followed:
a link could lead out of the dossier, and a pipe or a huge file could stall the reader. Checks 1.1 and 1.2.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

from ..checks.record.journal import NAME, entry_names, head, kinds
from ..checks.record.succession import NEXT
from ..legacy import Check, faulty
from .bodies import LATER, LETTERS
from .documents import Malformed, parse_json
from .litter import is_litter
from .pack import FILE as PACK
from .pack import README, check_pack, left_out

FOLDERS = ("journal", "public", "guarantors")
_MIB = 2**20
LIMITS = {"journal": _MIB, ".json": 64 * _MIB, ".csv": 1024 * _MIB}
BESIDE = {PACK: 4 * _MIB, README: _MIB}
"""What a pack has beside its folders."""
MOST_FILES = 1_000_000
"""In a folder: a country has some hundred thousand lists, each of them an act."""
TOTAL = 2048 * _MIB

BROUGHT = {
    "frame": ("public/frame.json", "public/rules.json", "guarantors/frame.csv"),
    "quotas": ("public/quotas.json",),
    "pool": ("guarantors/pool.csv",),
    "lottery": ("public/lottery.csv", "public/certificate.json", "guarantors/chances.csv"),
    "panel": ("public/panel.csv", "public/seats.csv"),
}
"""Files by the type of the entry that brings them."""
PANEL_PLAN = ("public/plan.json", "public/counts.csv")
WAVE_PLAN = "public/letters-{0}-plan.json public/letters-{0}-strata.csv"
LATER_PLAN = (
    "public/{0}-plan.json public/{0}-quotas.json public/{0}-counts.csv public/{0}-lottery.csv "
    "public/{0}-certificate.json public/{0}-sitting.csv guarantors/{0}-pool.csv guarantors/{0}-chances.csv"
)
LATER_RESULT = "public/{0}-panel.csv public/{0}-seats.csv"
"""Files of a draw of seats after the panel's; {0} is its act with `-` for `/`."""
RESPONSES = "public/responses-{0}.json guarantors/responses-{0}.csv"
ANNOUNCED = "public/quotas-announced.json"
"""The quotas that stood before any letter was written."""


class NotADossier(Exception):
    """The folder has no journal to read, or the system refuses to open it."""


class Unsafe(Exception):
    """A file that must not be opened: `path` inside the dossier, `word` of `texts.WORDS`."""

    def __init__(self, path: str, word: str) -> None:
        super().__init__(path)
        self.path = path
        self.word = word


def read(folder: Path) -> dict[str, bytes]:
    """The published files of a dossier by their path in it, such as `public/plan.json`.

    Raises NotADossier (no such folder, nothing of a dossier in it, no permission) and Unsafe.
    """
    files: dict[str, bytes] = {}
    total = 0
    try:
        for part in FOLDERS:
            for path in _plain_files(folder / part):
                name = f"{part}/{path.name}"
                if is_litter(name):
                    files[name] = b""
                    continue
                data = _bounded(path, name, LIMITS["journal" if part == "journal" else path.suffix])
                total += len(data)
                if total > TOTAL:
                    raise Unsafe(name, "too-large")
                files[name] = data
        files |= _beside(folder)
    except OSError as error:
        raise NotADossier(error.strerror or str(folder)) from None
    if not any((folder / part).is_dir() for part in ("journal", "public")):
        raise NotADossier(str(folder))
    return files


def following(folder: Path) -> list[str]:
    """Folders of a dossier that are the next assembly, or say that they are one; packs of it are not.

    Raises Unsafe for a link in the place of the next assembly.
    """
    if (folder / NEXT).is_symlink():
        raise Unsafe(NEXT, "link")
    return [path.name for path in sorted(folder.iterdir()) if path.name not in FOLDERS and _follows(path)]


def _follows(path: Path) -> bool:
    journal, opening = path / "journal", path / "journal" / "0001-open.json"
    if path.name == NEXT:
        return journal.exists() or journal.is_symlink()
    if path.is_symlink() or (path / PACK).exists() or opening.is_symlink() or not opening.is_file():
        return False
    return is_opening_of_next(_bounded(opening, f"{path.name}/journal", _MIB))


def is_opening_of_next(data: bytes) -> bool:
    """Whether an entry says that it opens an assembly that follows another."""
    return "after" in _said(data)


def _plain_files(folder: Path) -> list[Path]:
    if folder.is_symlink():
        raise Unsafe(folder.name, "link")
    if not folder.exists():
        return []
    paths = sorted(folder.iterdir())
    if len(paths) > MOST_FILES:
        raise Unsafe(folder.name, "too-many")
    for path in paths:
        name = f"{folder.name}/{path.name}"
        if is_litter(name):
            continue  # neither opened nor followed
        if path.is_symlink():
            raise Unsafe(name, "link")
        if not path.is_file():
            raise Unsafe(name, "not-a-file")
        if path.suffix not in LIMITS:
            raise Unsafe(name, "unknown-file")
    return paths


def _beside(folder: Path) -> dict[str, bytes]:
    """The list of a pack and its README; nothing where there is no list. A pack has nothing else."""
    if not ((folder / PACK).is_symlink() or (folder / PACK).exists()):
        return {}
    files = {}
    for path in sorted(folder.iterdir()):
        if is_litter(path.name):
            files[path.name] = b""
            continue
        if path.is_symlink():
            raise Unsafe(path.name, "link")
        if path.name in FOLDERS or (path.name == NEXT and path.is_dir()):
            continue
        if path.name not in BESIDE:
            raise Unsafe(path.name, "unknown-file")
        if not path.is_file():
            raise Unsafe(path.name, "not-a-file")
        files[path.name] = _bounded(path, path.name, BESIDE[path.name])
    return files


def _bounded(path: Path, name: str, limit: int) -> bytes:
    # The size first: a sparse file of a terabyte costs nothing to make.
    if path.stat().st_size > limit:
        raise Unsafe(name, "too-large")
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unsafe(name, "too-large")
    return data


def has_guarantors(files: Mapping[str, bytes]) -> bool:
    """Whether the guarantors' part came with the public one."""
    return any(name.startswith("guarantors/") for name in files)


def check_names(files: Mapping[str, bytes]) -> Generator[Check, None, None]:
    """That the dossier holds every file that its journal brings, and no other."""
    brought = set(_brought(files))
    alone = not has_guarantors(files)
    wanted = {name for name in brought if not (alone and name.startswith("guarantors/"))}
    beside = BESIDE if PACK in files else {}
    unknown = sorted(
        name for name in files if name not in wanted and name not in beside and not NAME.fullmatch(name)
    )
    yield faulty("files.known", unknown, checked=len(files))
    yield faulty("files.present", sorted(wanted - files.keys() - left_out(files).keys()), checked=len(files))
    yield from check_pack(files, brought, head(files))


def _brought(files: Mapping[str, bytes]) -> Iterator[str]:
    """Files that the entries of the journal bring, as far as these can be read."""
    types = kinds(files)
    bodies = [_said(files[name]) for name in entry_names(files)]
    for place, (kind, body) in enumerate(zip(types, bodies, strict=True)):
        wave = LETTERS.fullmatch(str(body.get("act")))
        if LATER.fullmatch(act := str(body.get("act"))):
            names = {"plan": LATER_PLAN, "replacement": LATER_RESULT, "renewal": LATER_RESULT}.get(kind, "")
            yield from names.format(act.replace("/", "-")).split()
        elif kind == "term":
            yield from ["public/cohorts.csv"] if body.get("sha256") else []
        elif kind == "alternates":
            yield f"public/alternates-{body.get('list')}.csv"
        elif kind == "plan":
            yield from WAVE_PLAN.format(wave[1]).split() if wave else PANEL_PLAN
        elif kind == "letters" and wave:
            yield f"guarantors/letters-{wave[1]}.csv"
        elif kind == "responses":
            yield from RESPONSES.format(body.get("round")).split()
        elif kind == "quotas" and "frame" in types and "pool" not in types[place + 1 : place + 2]:
            yield ANNOUNCED
        else:
            yield from BROUGHT.get(kind, ())


def _said(data: bytes) -> Mapping[str, object]:
    """The body of an entry; nothing where there is none."""
    try:
        entry = parse_json(data)
    except Malformed:
        return {}
    body = entry.get("body") if isinstance(entry, dict) else None
    return body if isinstance(body, dict) else {}
