"""A folder that needs no Python: `python packaging/folder.py --out dist` makes `dist/tirage/` by PyInstaller.

It is for the system and processor that it is made on, and made from the wheel: the files of tirage in it are
those of the wheel, as files, so that the program has one hash wherever it runs, and exports the same verifier
and page. Beside each stands what Python makes of it, with the hash of its source, which Python compares.
What is taken in beside is what the wheel asks for with its extras but `spark`, whose cluster has a Python.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
EXTRAS = ("beacon", "pdf", "stamp", "witness")
NAME = "tirage"
SPEC = """\
import ctypes.util

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

given = {given}
find = ctypes.util.find_library


def find_library(name):
    # Where a library is there for a linker only, Python may stumble: nothing to take in.
    try:
        return find(name)
    except OSError:
        return None


ctypes.util.find_library = find_library
analysis = Analysis(
    [given["start"]],
    pathex=[given["wheel"]],
    datas=collect_data_files("tirage") + copy_metadata("tirage") + copy_metadata("ortools"),
    hiddenimports=[*collect_submodules("tirage"), *given["whole"]],
    excludes=given["without"],
    # As files: tirage is hashed and the verifier made of them, and docx finds its templates by way of them.
    module_collection_mode={{"tirage": "py", "docx": "py"}},
)
locales = [each for each in analysis.datas if given["locales"] in each[0].replace(chr(92), "/")]
spoken = [each for each in locales if each[0].replace(chr(92), "/").split("/")[-1][:2] in given["spoken"]]
data = [each for each in analysis.datas if each not in locales] + spoken
program = EXE(
    PYZ(analysis.pure),
    analysis.scripts,
    [],
    exclude_binaries=True,
    name=given["name"],
    console=True,
    upx=False,
)
COLLECT(program, analysis.binaries, data, name=given["name"], upx=False)
"""


def main() -> int:
    """Make the folder; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the folder `tirage` is put")
    parser.add_argument("--try", dest="tried", action="store_true", help="use it too, as an official would")
    parser.add_argument("--wheel", type=Path, help="made of it; else of a wheel that is made of what is here")
    given = parser.parse_args()
    folder = build(given.out, given.wheel)
    if given.tried:
        from folder_tried import try_out

        for line in try_out(folder):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 0


def build(out: Path, wheel: Path | None = None) -> Path:
    """`out/tirage`, replaced if it is there; CalledProcessError where PyInstaller does not come to an end."""
    folder = out.resolve() / NAME
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        packed = wheel.resolve() if wheel is not None else _wheel(work)
        with ZipFile(packed) as archive:
            archive.extractall(work / "wheel")
        source = work / "wheel" / NAME
        given = {
            "name": NAME,
            "start": str(source / "__main__.py"),
            "wheel": str(work / "wheel"),
            "whole": ["py_arkworks_bls12381", "rfc3161_client"],
            "without": sorted(without(work / "wheel")),
            "locales": "babel/locale-data/",
            # Those of the languages of tirage, and what they are all made from.
            "spoken": [*sorted(each.name for each in (source / "locale").iterdir()), "ro"],
        }
        (work / "tirage.spec").write_text(SPEC.format(given=json.dumps(given)), encoding="utf-8")
        made = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "tirage.spec"]
        places = ["--distpath", str(work / "made"), "--workpath", str(work / "work")]
        # Found before any other tirage: files and version are those of the wheel.
        surroundings = {**os.environ, "PYTHONPATH": str(work / "wheel"), "PYTHONHASHSEED": "0"}
        subprocess.run([*made, *places], cwd=work, env=surroundings, check=True)
        _as_in_wheel(source, work / "made" / NAME / "_internal" / NAME)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(work / "made" / NAME, folder)
    return folder


def without(wheel: Path) -> set[str]:
    """Every import name that is installed here and is no part of what the wheel in this folder asks for."""
    wanted: set[str] = set()
    own = next(iter(wheel.glob("tirage-*.dist-info")))
    _ask(Distribution.at(own), set(EXTRAS), wanted)
    return {
        name
        for name, made_by in packages_distributions().items()
        if name != NAME and not {canonicalize_name(each) for each in made_by} & wanted
    } | {"tkinter", "PyInstaller"}


def _ask(asked: Distribution, extras: set[str], wanted: set[str]) -> None:
    """Add the names of all that a distribution asks for with some of its extras, here and now."""
    for line in asked.requires or ():
        needed = Requirement(line)
        applies = needed.marker is None or any(
            needed.marker.evaluate({"extra": each}) for each in (*extras, "")
        )
        if not applies or canonicalize_name(needed.name) in wanted:
            continue
        wanted.add(canonicalize_name(needed.name))
        try:
            _ask(distribution(needed.name), needed.extras, wanted)
        except PackageNotFoundError:
            if needed.marker is None:
                raise


def _wheel(work: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(work)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return next(work.glob("*.whl"))


def _as_in_wheel(source: Path, target: Path) -> None:
    """Make the files of tirage in the folder those of the wheel, and what Python makes of them beside each.

    ValueError where a file in the folder is none of the wheel's: it would be in the program's hash.
    """
    wanted = set(files(source))
    for name in wanted:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
    if more := set(files(target)) - wanted:
        raise ValueError(f"not in the wheel: {', '.join(sorted(more))}")
    compileall.compile_dir(
        target,
        quiet=1,
        force=True,
        invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH,
        stripdir=target.parent,
    )


def files(folder: Path) -> Iterator[str]:
    """Names in a folder of all its files but those that Python makes."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(folder).as_posix()


if __name__ == "__main__":
    sys.exit(main())
