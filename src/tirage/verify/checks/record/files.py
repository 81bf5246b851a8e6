"""The files of a dossier: those that its journal brings, in their one form. Checks 1.1 to 1.3, 1.14, 1.15."""

from __future__ import annotations

from ...kernel import Files, Inapplicable, Table
from ...primitives.held import digest_of
from ...reading.acts import brought, steps
from ...reading.documents import Malformed, parse_json
from ...reading.journal import NAME, body_of, entry_names, head, kinds
from ...reading.pack import BESIDE, FILE, Pack, lawful, left_out, misdescribed, read_pack
from ...report import Said, faulty

FILES = Table()


def has_guarantors(files: Files) -> bool:
    """Whether the guarantors' part came with the public one."""
    return any(name.startswith("guarantors/") for name in files)


@FILES.fact()
def announced(files: Files) -> set[str]:
    """Every file that the journal brings, as far as its entries can be read."""
    bodies = [body_of(files[name]) or {} for name in entry_names(files)]
    types = kinds(files)
    each = zip(steps(list(zip(types, bodies, strict=True))), bodies, strict=True)
    return {path for step, body in each for path, _ in brought(step, body)}


@FILES.fact()
def wanted(announced: set[str], files: Files) -> set[str]:
    """Those of them that should be here: the guarantors' are elsewhere where none came."""
    alone = not has_guarantors(files)
    return {name for name in announced if not (alone and name.startswith("guarantors/"))}


@FILES.check("files.known")
def check_known(wanted: set[str], files: Files) -> Said:
    """The dossier holds no other file than these."""
    beside = BESIDE if FILE in files else {}
    strange = [n for n in files if n not in wanted and n not in beside and not NAME.fullmatch(n)]
    return faulty(sorted(strange), checked=len(files))


@FILES.check("files.present")
def check_present(wanted: set[str], files: Files) -> Said:
    """None of them is missing."""
    return faulty(sorted(wanted - files.keys() - left_out(files).keys()), checked=len(files))


@FILES.check("documents.canonical")
def check_canonical(files: Files) -> Said:
    """Every document is in its one form."""
    faults = []
    names = sorted(name for name in files if name.endswith(".json"))
    for name in names:
        try:
            parse_json(files[name])
        except Malformed as fault:
            faults.append(f"{name} ({fault.shown})")
    return faulty(faults, checked=len(names))


def is_packed(files: Files) -> bool:
    """Whether the dossier is a pack, which has a list of its own."""
    return FILE in files


@FILES.fact("pack.files")
def pack(files: Files) -> Pack:
    """The list of a pack."""
    if not is_packed(files):
        raise Inapplicable
    return read_pack(files[FILE])


@FILES.check("pack.files", FILE, due=is_packed)
def check_pack(pack: Pack, files: Files) -> Said:
    """The list has the hash of every file of the pack, and of the last entry; its tables are as described."""
    last = head(files)
    faults = [f"head {pack['head']} ≠ {last}"] if pack["head"] != last else []
    own = {name: digest_of(files, name) for name in files if name != FILE}
    wrong = [name for name in sorted(own.keys() | pack["files"]) if own.get(name) != pack["files"].get(name)]
    return faulty(faults + wrong + misdescribed(files, pack["for"]), checked=len(own))


@FILES.check("pack.reader", FILE, due=is_packed)
def check_reader(pack: Pack, announced: set[str], files: Files) -> Said:
    """The list leaves out what its reader may not have, and nothing else."""
    missing = pack["left_out"]
    wrong = {name for name in announced if missing.get(name, "") not in lawful(pack["for"], name)}
    wrong |= (missing.keys() - announced) | (missing.keys() & (files.keys() - {FILE}))
    return faulty(sorted(wrong), wanted=pack["for"])
