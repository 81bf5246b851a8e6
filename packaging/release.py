"""Everything of a release, made twice alike: `make release`, or `python packaging/release.py --out dist`.

Wheel and sdist, the verifier as one file (`tirage-verify.pyz`) and as a page (`tirage-verify.html`), the bill
of materials of what tirage stands on (CycloneDX), and `SHA256SUMS` of them all, with the hashes that the
programs print of themselves. All of it depends on the commit alone: its time is the time of every file, and
verifier and page are made from the wheel, not from the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from locks import RUNTIME, entries

ROOT = Path(__file__).parents[1]
_MAKE = """\
import sys
from pathlib import Path
from tirage import program
from tirage.browser.build import built
from tirage.verify import program as verifier
from tirage.verify.export import write_zipapp

out = Path(sys.argv[1])
write_zipapp(out / "tirage-verify.pyz")
(out / "tirage-verify.html").write_bytes(built())
print(program.__version__, program.FINGERPRINT, verifier.fingerprint())
"""


def main() -> int:
    """Make a release in a folder that is empty, or is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder; what is in it goes")
    out: Path = parser.parse_args().out
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": _said("git", "log", "-1", "--format=%ct")}
    _said(sys.executable, "-m", "hatchling", "build", "-d", str(out), env=surroundings)
    version, program, verifier = _from_wheel(next(out.glob("*.whl")), out)
    (out / "sbom.cdx.json").write_text(json.dumps(materials(version), indent=1) + "\n", encoding="utf-8")
    told = f"# tirage {version}: its files have the hash {program}\n# its verifier's: {verifier}\n"
    sys.stdout.write(summed(out, out.iterdir(), told))
    return 0


def summed(out: Path, files: Iterable[Path], told: str = "") -> str:
    """`SHA256SUMS` of files under a folder, written there: lines for people, then sums by name."""
    names = sorted(path.relative_to(out).as_posix() for path in files if path.is_file())
    listed = [name for name in names if name != "SHA256SUMS"]
    sums = "".join(f"{sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in listed)
    (out / "SHA256SUMS").write_bytes((told + sums).encode())
    return told + sums


def _from_wheel(wheel: Path, out: Path) -> list[str]:
    """Verifier and page, made by what the wheel holds; its version, its hash and the verifier's."""
    with tempfile.TemporaryDirectory() as folder:
        with ZipFile(wheel) as archive:
            archive.extractall(folder)
        # Found before any other tirage: the version is that of the wheel.
        surroundings = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        return _said(sys.executable, "-c", _MAKE, str(out), env=surroundings).split()


def materials(version: str) -> dict[str, object]:
    """The packages of `runtime.lock` with their hashes, as CycloneDX 1.6 has them."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component("tirage", version, ())},
        "components": [_component(each.name, each.version, each.hashes) for each in entries(RUNTIME)],
    }


def _component(name: str, version: str, hashes: Sequence[str]) -> dict[str, object]:
    url = f"https://pypi.org/project/{name}/{version}/"
    files = [{"alg": "SHA-256", "content": each.removeprefix("sha256:")} for each in sorted(hashes)]
    where = [{"type": "distribution", "url": url, "hashes": files}] if files else []
    reference = f"pkg:pypi/{name}@{version}"
    told = {"type": "library", "bom-ref": reference, "name": name, "version": version, "purl": reference}
    return {**told, **({"externalReferences": where} if where else {})}


def _said(*command: str, env: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
