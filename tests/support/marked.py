"""People with a strange word in their names, addresses and ids: wherever it stands, they were given away."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from zipfile import BadZipFile, ZipFile

from support.lists import card as plain_card
from support.lists import elector as plain_elector

SIGN = "Xquzw"
"""Stands in everything that says who somebody is, and in nothing else."""
ROOMS = tuple(
    f"tirage.{room}" for room in ("acts", "analysis", "assembly", "dossier", "draws", "people", "report")
)


def elector(number: int, **where: object) -> dict[str, str]:
    """An elector in every column of whom the word stands that may tell who they are."""
    row = plain_elector(number, **where)  # type: ignore[arg-type]
    row["nom de naissance"] = f"{SIGN} {row['nom de naissance']}"
    row["nom d'usage"] = f"{SIGN}-{number}" if number % 4 == 0 else ""
    row["prénoms"] = f"{row['prénoms']} {SIGN}"
    row["libellé de voie"] = f"rue {SIGN} {row['libellé de voie']}"
    places = ("libellé commune de naissance", "complément 1", "complément 2", "lieu-dit")
    return row | dict.fromkeys(places, f"{SIGN} {number % 7}")


def card(number: int, **what: str) -> dict[str, str]:
    """A holder of a card, likewise."""
    row = plain_card(number, **what)  # type: ignore[arg-type]
    guardian = f"Mme {SIGN} PARENT" if row["representant_legal"] else ""
    return row | {
        "numero_carte": f"{SIGN}{number}",
        "nom": f"{SIGN} {row['nom']}",
        "prenom": f"{row['prenom']} {SIGN}",
        "adresse": f"{number % 90 + 1} avenue {SIGN}",
        "complement": f"bât. {SIGN}",
        "courriel": f"{SIGN}.{number}@example.org",
        "telephone": f"06 12 {SIGN} 34",
        "representant_legal": guardian,
    }


def found_in(files: Mapping[str, bytes]) -> list[str]:
    """The files that have the word, packed ones too, in capitals or not; or in their names."""
    return [name for name, data in files.items() if SIGN.lower() in f"{name}\n{_text(data)}".lower()]


def _text(data: bytes) -> str:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(f"{name} {_text(archive.read(name))}" for name in archive.namelist())
    except BadZipFile:
        return data.decode("latin-1")


def outside_private(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by path, but those of a `private/`."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    kept = [path.relative_to(folder) for path in paths]
    return {each.as_posix(): (folder / each).read_bytes() for each in kept if "private" not in each.parts}


@contextmanager
def swept() -> Iterator[dict[str, int]]:
    """Objects of tirage returned meanwhile, by type: each repr is looked at, once a type and a caller."""
    shown: dict[str, int] = {}
    seen: set[tuple[int, type]] = set()
    found: list[str] = []

    def look(frame: FrameType, event: str, value: object) -> None:
        kind = type(value)
        if event != "return" or not kind.__module__.startswith(ROOMS):
            return
        if not str(frame.f_globals.get("__name__", "")).startswith(ROOMS) or (id(frame.f_code), kind) in seen:
            return
        if frame.f_code.co_name in {"__init__", "__repr__", "__new__"}:
            return
        seen.add((id(frame.f_code), kind))
        sys.setprofile(None)
        try:
            if SIGN in repr(value) or SIGN in str(value):
                where = f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}"
                found.append(f"{kind.__module__}.{kind.__qualname__} of {where}")
        finally:
            sys.setprofile(look)
        shown[kind.__qualname__] = shown.get(kind.__qualname__, 0) + 1

    sys.setprofile(look)
    try:
        yield shown
    finally:
        sys.setprofile(None)
    assert not found, "\n".join(found)
