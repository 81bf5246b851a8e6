"""A kit that installs tirage where there is no network: `make kit`, from what `make release` has made.

A folder, and the ZIP archive of it: the wheels of tirage and of all it stands on, a lock with their hashes,
`install.cmd` and `install.sh`, the verifier, the examples, the manual if it is built, the bill of materials,
`SHA256SUMS`. For the machine that makes it and its Python, or for any other whose wheels the index serves.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import locks
import onefile
import release
import wheels

ROOT = Path(__file__).parents[1]
SOURCE = Path(__file__).parent / "kit"
_NAME = re.compile(r"tirage-([^-]+)-py3-none-any\.whl$")
_DATE = (1980, 1, 1, 0, 0, 0)


def main() -> int:
    """Make a kit and the one file of a platform, in the folder where a release is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the release is")
    known = sorted(wheels.TARGETS)
    parser.add_argument(
        "--platform", nargs="+", default=[wheels.here()], choices=known, help="a kit for each"
    )
    which = "its Pythons; by itself this one, or all for another platform"
    parser.add_argument("--python", nargs="+", choices=wheels.PYTHONS, metavar="3.N", help=which)
    options = parser.parse_args()
    out: Path = options.out
    made: list[Path] = []
    for name in options.platform:
        target = wheels.TARGETS[name]
        pythons = options.python or ([wheels.own()] if name == wheels.here() else [*wheels.PYTHONS])
        with tempfile.TemporaryDirectory() as folder:
            own = kit(out, target, pythons, Path(folder))
            made.append(archived(own, out))
            made += [onefile.make(own, target, python, out) for python in pythons]
    for path in made:
        sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB\n")
    former = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    release.summed(out, out.iterdir(), "".join(line for line in former if line.startswith("#")))
    return 0


def kit(out: Path, target: wheels.Target, pythons: list[str], into: Path) -> Path:
    """The folder of a kit, made in the folder `into` of the release in `out`; its path."""
    wheel, version = released(out)
    # `tirage-VERSION-…zip` would be the sources of a version of tirage, for a pip that looks into the folder.
    folder = into / f"tirage-kit-{version}-{target.name}{'' if len(pythons) > 1 else '-py' + pythons[0]}"
    (folder / "wheels").mkdir(parents=True)
    for python in pythons:
        wheels.download(target, python, folder / "wheels")
    shutil.copyfile(wheel, folder / "wheels" / wheel.name)
    own = f"tirage=={version} \\\n    --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"
    lock = "".join(each.lines for each in locks.entries(locks.RUNTIME))
    (folder / "requirements.txt").write_text(own + lock, encoding="utf-8")
    told = {"version": version, "platform": target.name, "pythons": pythons}
    (folder / "kit.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for name in ("tirage-verify.pyz", "tirage-verify.html", "sbom.cdx.json"):
        shutil.copyfile(out / name, folder / name)
    _written(folder, version, target, pythons)
    _shown(folder)
    release.summed(folder, folder.rglob("*"))
    return folder


def released(out: Path) -> tuple[Path, str]:
    """The wheel of the release in a folder, and its version; SystemExit where there is no release."""
    found = sorted(out.glob("tirage-*.whl"))
    name = _NAME.search(found[0].name) if len(found) == 1 else None
    if name is None:
        sys.exit(f"{out}: no release; make release comes first")
    return found[0], name[1]


def _written(folder: Path, version: str, target: wheels.Target, pythons: list[str]) -> None:
    """What is run and read first, told of this kit."""
    names = ["install.py", "install.cmd", "install.sh", "LISEZMOI.txt", "README.txt"]
    for name in [*names, "Containerfile"] if target.system == "Linux" else names:
        text = (SOURCE / name).read_bytes().decode()
        if name.endswith(".txt"):
            text = text.replace("VERSION", version).replace("PLATFORM", target.name)
            # An old Notepad needs both the mark and the ends of lines.
            text = "\ufeff" + text.replace("PYTHONS", ", ".join(pythons)).replace("\n", "\r\n")
        if name == "Containerfile":
            text = text.replace("PYTHON-", f"{pythons[-1]}-")
        (folder / name).write_bytes(text.encode())


def _shown(folder: Path) -> None:
    """The examples, as they are committed, and the manual where `make docs` has made it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "examples"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    for name in listed.split("\0")[:-1]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    if (ROOT / "site").is_dir():
        shutil.copytree(ROOT / "site", folder / "manual", copy_function=shutil.copyfile)


def archived(folder: Path, out: Path) -> Path:
    """The ZIP archive of a folder, in `out`: names in order, one date, nothing packed twice."""
    path = out / f"{folder.name}.zip"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                info = ZipInfo(f"{folder.name}/{each.relative_to(folder).as_posix()}", _DATE)
                info.create_system = 3
                info.external_attr = (0o755 if each.suffix in {".sh", ".pyz"} else 0o644) << 16
                # Wheels are packed as they are.
                info.compress_type = ZIP_STORED if each.suffix == ".whl" else ZIP_DEFLATED
                archive.writestr(info, each.read_bytes())
    return path


if __name__ == "__main__":
    sys.exit(main())
