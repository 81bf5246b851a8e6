"""tirage as one file for a machine that has Python: `python tirage-VERSION-PLATFORM-cp312.pyz`, by shiv.

It is made of the wheels of a kit, which were taken by their locked hashes, unpacked and not installed: so it
can be made for another platform, and nothing of the machine that makes it is in it. It unpacks itself into
`~/.shiv` when it is first run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

import wheels
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

_DATE = "315532800"
"""1 January 1980: the first day of a ZIP archive."""
_FITS = """\
import platform
import sys

has = "Python %d.%d, %s %s" % (*sys.version_info[:2], sys.platform, platform.machine().lower())
if has != "{wanted}":
    sys.exit("Ce fichier est pour {wanted} ; ici : %s.\\nThis file is for {wanted}; here: %s." % (has, has))
"""


def make(kit: Path, target: wheels.Target, python: str, out: Path) -> Path:
    """The one file for a Python `3.12` from the folder of a kit that has its wheels; its path, in `out`."""
    chosen = taken(kit / "wheels", target, python)
    version = next(path.name.split("-")[1] for path in chosen if path.name.startswith("tirage-"))
    made = out / f"tirage-{version}-{target.name}-cp{python.replace('.', '')}.pyz"
    with tempfile.TemporaryDirectory() as folder:
        site, fits = Path(folder) / "site", Path(folder) / "fits.py"
        for wheel in chosen:
            unpacked(wheel, site)
        wanted = f"Python {python}, {target.platform} {target.machine.lower()}"
        fits.write_text(_FITS.format(wanted=wanted), encoding="utf-8")
        for path in (fits, *site.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        shiv = [
            sys.executable,
            "-m",
            "shiv",
            "--reproducible",
            "--compressed",
            "--entry-point",
            "tirage.cli:main",
        ]
        words = [*shiv, "--site-packages", site, "--preamble", fits, "--output-file", made]
        subprocess.run(words, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": _DATE})
    return made


def taken(folder: Path, target: wheels.Target, python: str) -> list[Path]:
    """The wheels of a folder that a Python `3.12` on a target takes, one a package, by name; not pip."""
    major, minor = map(int, python.split("."))
    ranked = [
        *cpython_tags((major, minor), platforms=target.tags),
        *compatible_tags((major, minor), f"cp{major}{minor}", target.tags),
    ]
    rank = {tag: number for number, tag in enumerate(ranked)}
    best: dict[str, tuple[int, Path]] = {}
    for path in sorted(folder.glob("*.whl")):
        name, _, _, tags = parse_wheel_filename(path.name)
        fits = [rank[tag] for tag in tags if tag in rank]
        if fits and name != "pip" and (name not in best or min(fits) < best[name][0]):
            best[name] = min(fits), path
    return [path for _, path in sorted(best.values(), key=lambda each: each[1].name)]


def unpacked(wheel: Path, site: Path) -> None:
    """What a wheel puts among the packages; not its programs and pages of `man`."""
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            root = name.split("/")[0]
            if not root.endswith(".data"):
                archive.extract(name, site)
            elif name.split("/")[1] in {"purelib", "platlib"}:
                sys.exit(f"{wheel.name}: {name} would stay behind")
