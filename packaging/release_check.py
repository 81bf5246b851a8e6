"""What a release is made of, built and used as an official would: `make release-check`.

Everything is built; then, in a folder with a space and an accent in its path, with another home, a PATH
without this repository and no network, tirage is installed from the kit and three whole journeys are typed as
their pages have them: a town hall's day, a ceremony with guarantors, a year of an assembly with replacements.
The one file, the folder that needs no Python, a plain `pip install` and other Pythons draw, verify and report
too. Sizes and times go to `bench/results/release.json`; the first thing that fails ends it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import folder
import folder_tried
import kit
import onefile
import wheels

ROOT = Path(__file__).parents[1]
for beside in ("bench", "tests"):
    sys.path.insert(0, str(ROOT / beside))

from measure import machine, versions, write_result  # noqa: E402
from product import DICE  # noqa: E402
from support.pages import commands  # noqa: E402

NOBODY = "http://127.0.0.1:9"
"""Where no proxy and no index is."""
SHORT = (
    "--help",
    "draw panel volontaires.csv --quotas quotas.csv --seats 6 --household adresse --dossier dossier",
    "ceremony dossier",
    f"draw panel --dossier dossier --yes --seed '{DICE}'",
    "verify dossier",
    "report dossier --out quotas.html",
    "publish --dossier dossier",
)
"""Typed in `examples/petit` by every way to have tirage."""


@dataclass
class Place:
    """A home without this repository: words run in it have no network and nobody's settings."""

    home: Path
    python: Path
    alone: tuple[str, ...]
    rows: list[tuple[str, float, float, str]] = field(default_factory=list)

    def surroundings(self) -> dict[str, str]:
        """The whole environment."""
        folders = [self.home / ".local" / "bin", self.python.parent, "/usr/bin", "/bin"]
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "PIP_INDEX_URL"), NOBODY)
        own = {
            "HOME": str(self.home),
            "PATH": ":".join(map(str, folders)),
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "fr",
        }
        return {**own, **proxies}

    def run(self, words: Sequence[object], cwd: Path, **more: str) -> str:
        """What a command says; SystemExit with all of it where it fails."""
        typed = [*self.alone, *map(str, words)]
        done = subprocess.run(
            typed, cwd=cwd, env={**self.surroundings(), **more}, check=False, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"FAILED ({done.returncode}): {' '.join(typed)}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    @contextmanager
    def timed(self, name: str, size: Callable[[], int] | None = None) -> Iterator[None]:
        """A row of the table: seconds, those of processor time, and bytes if there is anything to weigh."""
        started, spent = time.perf_counter(), _spent()
        yield
        taken, spent = round(time.perf_counter() - started, 1), round(_spent() - spent, 1)
        self.rows.append((name, taken, spent, f"{size() / 1e6:.0f} MB" if size else ""))
        print(f"{name:<52} {taken:>7} s {spent:>7} s {self.rows[-1][3]:>7}", flush=True)


def _spent() -> float:
    """Seconds of processor time of this process and those that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> int:
    """Build, install, type, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--also", nargs="*", type=Path, default=[], help="other Pythons to install and draw with"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch).resolve()
        home = here / "chez Élise & Cie"
        home.mkdir()
        alone = (shutil.which("unshare") or "", "--net") if _can_be_alone() else ()
        place = Place(home, Path(sys.executable).resolve().parent / "python3", alone)
        archive, single = built(place, here / "dist", options.also)
        installed(place, archive)
        journeys(place)
        with place.timed("the one file: its first start"):
            place.run(["python3", single, "--version"], home)
        with place.timed("the one file: each later start"):
            place.run(["python3", single, "--version"], home)
        short(place, "the one file", ["python3", single])
        plain(place)
        for python in options.also:
            other(place, python)
        folder_without_python(place, here / "dist")
        with place.timed("removed"):
            place.run(["sh", kit_folder(place) / "install.sh", "--remove"], home)
        told(place)
    return 0


def _can_be_alone() -> bool:
    """Whether a command can be run without any network here (Linux, as root)."""
    found = shutil.which("unshare")
    return found is not None and not subprocess.call([found, "--net", "true"], stderr=subprocess.DEVNULL)


def built(place: Place, out: Path, also: list[Path]) -> tuple[Path, Path]:
    """The archive of the kit and the one file; a release beside them in `out`."""
    target = wheels.TARGETS[wheels.here()]
    pythons = sorted({wheels.own(), *(path.name.removeprefix("python") for path in also)})
    made: list[Path] = []
    with place.timed("release: wheel, sdist, verifier, bill of materials"):
        subprocess.run(
            [sys.executable, ROOT / "packaging" / "release.py", "--out", out],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with place.timed(f"kit for {target.name}, Python {', '.join(pythons)}", lambda: _size(made[0])):
        own = kit.kit(out, target, pythons, out.parent)
        made.append(kit.archived(own, out))
    with place.timed("one file", lambda: _size(made[1])):
        made.append(onefile.make(own, target, wheels.own(), out))
    shutil.rmtree(own)
    return made[0], made[1]


def installed(place: Place, archive: Path) -> None:
    """From the kit, by the two lines of its README; then how long the command takes to start."""
    with place.timed("kit unpacked", lambda: _size(kit_folder(place))):
        shutil.unpack_archive(archive, place.home)
    where = place.home / ".local" / "share" / "tirage"
    with place.timed("kit installed", lambda: _size(where)):
        place.run(["sh", kit_folder(place) / "install.sh"], place.home)
    with place.timed("kit: start"):
        place.run(["tirage", "--version"], place.home)
    short(place, "kit", ["tirage"])


def kit_folder(place: Place) -> Path:
    """Where the kit was unpacked."""
    return next(place.home.glob("tirage-kit-*"))


def short(place: Place, name: str, tirage: list[object], **more: str) -> None:
    """A draw of six of twenty, its page for the room, its verification and its papers."""
    work = place.home / f"Mes documents {len(place.rows)}"
    shutil.copytree(kit_folder(place) / "examples" / "petit", work)
    with place.timed(f"{name}: a draw, its ceremony, verified, with its papers"):
        for words in SHORT:
            place.run([*tirage, *shlex.split(words)], work, **more)
    place.run(["python3", kit_folder(place) / "tirage-verify.pyz", work / "dossier"], work)


def journeys(place: Place) -> None:
    """Three whole ones, from the kit: pages typed as they stand, and a year by its program."""
    examples = place.home / "exemples"
    shutil.copytree(kit_folder(place) / "examples", examples)
    for name in ("journee", "ceremonie"):
        page = (examples / name / "README.md").read_text(encoding="utf-8")
        said: dict[str, str] = {}
        with place.timed(f"journey: examples/{name}"):
            for words in commands(page):
                if words[0] == "export":
                    key, _, value = words[1].partition("=")
                    said[key] = value
                else:
                    place.run(words, examples / name, **said)
    python = place.home / ".local" / "share" / "tirage" / "bin" / "python"
    with place.timed("journey: examples/vie (replacements, a standby, renewals)"):
        place.run([python, "vie.py", place.home / "vie"], examples / "vie")


def plain(place: Place) -> None:
    """`pip install tirage`, as pipx does it, from a folder that stands for an index."""
    own = place.home / "plain"
    with place.timed("pip install tirage, from wheels"):
        subprocess.run([sys.executable, "-m", "venv", own], check=True)
        links = ["--no-index", "--find-links", kit_folder(place) / "wheels"]
        place.run(
            [own / "bin" / "pip", "install", "--quiet", *links, "tirage"],
            place.home,
            PIP_CONFIG_FILE=os.devnull,
        )
    short(place, "pip", [own / "bin" / "tirage"])
    shutil.rmtree(own)


def other(place: Place, python: Path) -> None:
    """The kit under another Python of this machine."""
    own = place.home / python.name
    with place.timed(f"kit installed with {python.name}", lambda: _size(own)):
        place.run([python, kit_folder(place) / "install.py", "--to", own], place.home)
    short(place, python.name, [own / "bin" / "tirage"])
    shutil.rmtree(own)


def folder_without_python(place: Place, out: Path) -> None:
    """The folder that PyInstaller makes, under a PATH where no Python is; then what it tries of itself."""
    made: list[Path] = []
    with place.timed("folder that needs no Python", lambda: _size(made[0])):
        made.append(folder.build(place.home, kit.released(out)[0]))
    short(place, "folder", [made[0] / "tirage"], PATH=str(place.home / "nothing"))
    with place.timed("folder: all that it tries of itself"):
        for line in folder_tried.try_out(made[0]):
            print(f"  {line}", flush=True)


def _size(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(each.lstat().st_size for each in files if not each.is_dir())


def told(place: Place) -> None:
    """What was measured, where the other measurements are; and loudly what stops a release."""
    seconds = {name: {"wall": taken, "processor": spent} for name, taken, spent, _ in place.rows}
    sizes = {name: weight for name, _, _, weight in place.rows if weight}
    found = {
        "machine": machine(),
        "versions": versions("ortools", "shiv", "pip"),
        "passed_on": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "network": "none" if place.alone else "proxies that refuse",
        "seconds": seconds,
        "sizes": sizes,
    }
    write_result(ROOT / "bench" / "results" / "release.json", found)
    print(f"\nPASSED in {sum(row[1] for row in place.rows) / 60:.1f} minutes.")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    address = project["tool"]["hatch"]["metadata"]["hooks"]["custom"]["address"]
    if address.endswith(".example"):
        bar = "!" * 79
        print(f"{bar}\nNOT TO BE PUBLISHED YET: {address} in pyproject.toml is an example.\n{bar}")


if __name__ == "__main__":
    sys.exit(main())
