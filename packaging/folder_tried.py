"""The folder that needs no Python, used as an official would: what `folder.py --try` and a release ask."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from folder import NAME, ROOT, files

sys.path.insert(0, str(ROOT / "tests"))

from support.pages import commands


def try_out(folder: Path) -> Iterator[str]:
    """Use the folder with no Python around it, from rolls to what is published; a line for each thing tried.

    RuntimeError where something is not as it should be, with what was said.
    """
    with tempfile.TemporaryDirectory(prefix="mon dossier d'été ") as scratch:
        here = Path(scratch)
        program = Program(folder, here)
        yield f"size: {_size(folder) / 1e6:.0f} MB"
        began = time.monotonic()
        program("--help")
        yield f"starts: {time.monotonic() - began:.1f} s"
        yield _says_what_it_is(program, folder)
        yield _exports_what_the_wheel_does(program, folder)
        yield from _journeys(program)
        yield _shares_work(program)
        yield _says_what_nobody_foresaw(program, folder)


class Program:
    """The program of a folder, run in another one, with nothing of this Python around it."""

    def __init__(self, folder: Path, here: Path) -> None:
        self.command = str(folder / (NAME + (".exe" if os.name == "nt" else "")))
        self.here = here
        kept = {"SYSTEMROOT", "TEMP", "TMP", "HOME", "USERPROFILE"}
        self.surroundings = {name: value for name, value in os.environ.items() if name.upper() in kept}

    def __call__(self, *words: str, code: int = 0) -> str:
        """What it says on both streams; RuntimeError where it ends otherwise than with `code`."""
        run = [self.command, *words, "--lang", "en"] if words[0] != "--version" else [self.command, *words]
        done = subprocess.run(
            run,
            cwd=self.here,
            env=self.surroundings,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode != code or "Traceback" in said:
            raise RuntimeError(f"{shlex.join(run)} ended with {done.returncode}, not {code}:\n{said}")
        return said


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise RuntimeError(what)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _says_what_it_is(program: Program, folder: Path) -> str:
    own = folder / "_internal" / NAME
    sums = {f"{NAME}/{name}": sha256((own / name).read_bytes()).hexdigest() for name in files(own)}
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    said = program("--version")
    _need(sha256(listed.encode()).hexdigest() in said, f"another hash than that of the files: {said}")
    return f"is {said.strip()}"


def _exports_what_the_wheel_does(program: Program, folder: Path) -> str:
    """Verifier and page, beside those that this Python makes of the same files."""
    make = (
        "import sys; from pathlib import Path; from tirage.browser.build import built\n"
        "from tirage.verify.export import write_zipapp\n"
        "write_zipapp(Path(sys.argv[1])); Path(sys.argv[2]).write_bytes(built())"
    )
    apart = program.here / "apart"
    # What a wheel has beside its files: the version.
    (info,) = (folder / "_internal").glob("tirage-*.dist-info")
    shutil.copytree(folder / "_internal" / NAME, apart / NAME)
    shutil.copytree(info, apart / info.name)
    names = ["by-wheel.pyz", "by-wheel.html"]
    surroundings = {**os.environ, "PYTHONPATH": str(apart), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", make, *names], cwd=program.here, env=surroundings, check=True)
    for name in ("by-folder.pyz", "by-folder.html"):
        program("verify", "--export", name)
        one, other = (program.here / each for each in (name, name.replace("folder", "wheel")))
        _need(one.read_bytes() == other.read_bytes(), f"{name} is not what the wheel makes")
    return "exports the verifier and the page that the wheel does, byte for byte"


def _journeys(program: Program) -> Iterator[str]:
    """Every command of two examples, then the papers of what was drawn."""
    for name in ("petit", "ville"):
        place = program.here / name
        shutil.copytree(ROOT / "examples" / name, place)
        inside = Program(Path(program.command).parent, place)
        page = (place / "README.md").read_text(encoding="utf-8")
        typed = [words[1:] for words in commands(page) if words[0] == "tirage"]
        for command in typed:
            words = [part for each in command for part in _globbed(place, each)]
            # Nobody is there to be asked what cannot be undone.
            try:
                inside(*words)
            except RuntimeError as refused:
                if "add --yes" not in str(refused):
                    raise
                inside(*words, "--yes")
        yield f"{name}: {len(typed)} commands of the example"
    town = Program(Path(program.command).parent, program.here / "ville")
    for shape in ("pdf", "docx", "xlsx", "html"):
        town("report", "paris", "--format", shape, "--out", f"report.{shape}")
    town("publish", "paris", "--out", "published")
    town("ceremony", "--dossier", "paris", "--out", "ceremony.html")
    town("verify", "paris", "--jobs", "2")
    page = program.here / "by-folder.html"
    held = {path.read_bytes() for path in (town.here / "published").rglob("*.html")}
    _need(page.read_bytes() in held, "the verifier that is published is another one")
    yield "report as pdf, docx, xlsx and html; publish, ceremony, verify --jobs 2"


def _globbed(place: Path, word: str) -> Sequence[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.glob(word)) if "*" in word else [word]


def _shares_work(program: Program) -> str:
    """Rolls large enough for several processes to write and to read them."""
    program("synth", "roll", "big", "--people", "220000", "--seed", "folder")
    size = _size(program.here / "big")
    _need(size > 20_000_000, f"too small to be shared: {size} bytes")
    program("init", "town", "--template", "paris")
    # It stops at pairs that somebody has to decide, once every file is read.
    said = program("frame", "big", "--dossier", "town", "--dry-run", code=3)
    _need("[frame.doubts]" in said, f"frame stopped at something else: {said}")
    _need(any((program.here / "town/private/entries").iterdir()), "nothing was read by the engine")
    return f"frame: {size / 1e6:.0f} MB of rolls read by several processes"


@contextmanager
def _without(path: Path) -> Iterator[None]:
    aside = path.rename(path.with_name(f"{path.name}.aside"))
    try:
        yield
    finally:
        aside.rename(path)


def _says_what_nobody_foresaw(program: Program, folder: Path) -> str:
    inside = folder / "_internal"
    with _without(inside / "docx/templates/default.docx"):
        said = program("report", "ville/paris", "--format", "docx", "--out", "other.docx", code=1)
    place = re.search(r"Unexpected error \(\w+[^)]*, report/rendering/\w+\.py:\d+\)", said)
    _need(place is not None, f"no place is told: {said}")
    with _without(inside / NAME / "verify/window.py"):
        program("verify", "--export", "empty.pyz", code=1)
    _need(not (program.here / "empty.pyz").exists(), "a verifier without all of its sources was exported")
    return "an error that nobody foresaw has its place; a verifier without a source is not exported"
