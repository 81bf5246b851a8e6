"""A release, made from this checkout: twice the same, and what it holds works and says what it is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.corpus import EXPECTED, PACKS

ROOT = Path(__file__).parents[1]


def of_each_kind(expected: Mapping[str, Sequence[str]]) -> list[str]:
    """Few packs of the corpus that have between them every check in each of its outcomes, in order."""
    # A check of the n-th later draw is that of a draw.
    kinds = {
        name: {re.sub(r"^10\.9\.[0-9]+\.(?=[0-9])", "", " ".join(line.split()[:2])) for line in lines}
        for name, lines in expected.items()
    }
    left, found = set().union(*kinds.values()), []
    while left:
        found.append(max(sorted(kinds), key=lambda name: len(kinds[name] & left)))
        left -= kinds[found[-1]]
    return sorted(found)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("release"))


def made(folder: Path) -> Path:
    out = folder / "dist"
    subprocess.run(
        [sys.executable, "packaging/release.py", "--out", out], cwd=ROOT, check=True, capture_output=True
    )
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_release_made_again_has_the_same_bytes(release: Path, tmp_path: Path) -> None:
    again = files(made(tmp_path))
    assert {name.rpartition(".")[2] for name in again} == {"whl", "gz", "pyz", "html", "json", "SHA256SUMS"}
    assert {name: sha256(data).hexdigest() for name, data in again.items()} == {
        name: sha256(data).hexdigest() for name, data in files(release).items()
    }


def test_the_sums_are_those_of_every_file(release: Path, tool: Callable[[str], str]) -> None:
    told = (release / "SHA256SUMS").read_text(encoding="utf-8")
    named = re.findall(r"^[0-9a-f]{64}  (.+)$", told, re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in release.iterdir() if path.name != "SHA256SUMS")
    # What begins with # is for people.
    sums = "".join(line for line in told.splitlines(keepends=True) if not line.startswith("#"))
    subprocess.run([tool("sha256sum"), "--check", "--strict"], check=True, cwd=release, input=sums.encode())


def test_the_one_file_says_of_the_corpus_what_every_verifier_says(release: Path, tmp_path: Path) -> None:
    pyz = shutil.copy(release / "tirage-verify.pyz", tmp_path)
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    # In one process, as fast as it goes: what is run is the archive and nothing beside it.
    script = (
        "import json, pathlib, sys, zipfile; sys.path.insert(0, sys.argv[1]); out = {}\n"
        "import tirage_verify\n"
        "from tirage_verify.command import reports\n"
        "for pack in sys.argv[2:]:\n"
        "    with zipfile.ZipFile(pack) as z: files = {i.filename: z.read(i) for i in z.infolist()}\n"
        "    chain = any(name.startswith('next/') for name in files)\n"
        "    found = reports(pathlib.Path(pack), None) if chain else [tirage_verify.verify(files)]\n"
        "    out[pack] = [f'{\"next/\" * place}{c.number} {c.status} {c.file}'.rstrip()"
        " for place, report in enumerate(found) for c in report.checks]\n"
        "print(json.dumps(out))"
    )
    packs = [str(PACKS / f"{name}.zip") for name in of_each_kind(expected)]
    assert 50 < len(packs) < 150
    run = [sys.executable, "-I", "-c", script, pyz, *packs]
    said = json.loads(subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True).stdout)
    assert said == {pack: expected[Path(pack).stem] for pack in packs}


def test_every_program_of_a_release_says_the_version_and_its_hash(release: Path, tmp_path: Path) -> None:
    told = (release / "SHA256SUMS").read_text(encoding="utf-8")
    version, verifier = re.search(r"tirage (\S+):", told)[1], re.search(r"verifier's: (\S+)", told)[1]  # type: ignore[index]
    assert f"tirage-{version}-py3-none-any.whl" in told
    pack = next(PACKS.glob("*.zip"))
    run = [sys.executable, "-I", release / "tirage-verify.pyz", pack, "--json"]
    said = subprocess.run(run, cwd=tmp_path, check=False, capture_output=True, text=True).stdout
    report = json.loads(said)
    assert report["program"] == {"version": version, "sha256": verifier}
    assert f'const VERSION = "{version}";' in (release / "tirage-verify.html").read_text(encoding="utf-8")
    # The hash is that of the list of what the archive holds: anyone can make it with sha256sum.
    with ZipFile(release / "tirage-verify.pyz") as archive:
        held = {name: archive.read(name) for name in sorted(archive.namelist()) if name != "__main__.py"}
    listed = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in held.items())
    assert sha256(listed.encode()).hexdigest() == verifier


def test_the_hash_of_the_program_is_that_of_the_files_of_the_wheel(release: Path) -> None:
    program = re.search(r"files have the hash (\S+)", (release / "SHA256SUMS").read_text(encoding="utf-8"))
    assert program
    with ZipFile(next(release.glob("*.whl"))) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist() if name.startswith("tirage/")}
    listed = "".join(f"{sha256(held[name]).hexdigest()}  {name}\n" for name in sorted(held))
    assert sha256(listed.encode()).hexdigest() == program[1]


def test_what_an_index_shows_has_no_link_that_leads_nowhere(release: Path) -> None:
    with ZipFile(next(release.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        told = wheel.read(name).decode()
    address = re.search(r"^Project-URL: Homepage, (https://\S+)$", told, re.MULTILINE)[1]  # type: ignore[index]
    places = re.findall(r"^Project-URL: \w+, (\S+)$", told, re.MULTILINE)
    links = re.findall(r"\]\(([^)\s]+)\)", told)
    assert len(links) > 15 and len(places) > 3
    assert [place for place in [*links, *places] if not place.startswith("https://")] == []
    ours = [place[len(address) + 1 :].split("#")[0] for place in [*links, *places] if address in place]
    assert len(ours) > 15
    assert [place for place in ours if not (ROOT / place).exists()] == []
    assert "Description-Content-Type: text/markdown" in told


def test_the_bill_of_materials_names_what_is_locked(release: Path) -> None:
    bill = json.loads((release / "sbom.cdx.json").read_text(encoding="utf-8"))
    lock = (ROOT / "runtime.lock").read_text(encoding="utf-8")
    locked = re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
    assert [(each["name"], each["version"]) for each in bill["components"]] == locked
    assert "ortools" in dict(locked) and "pytest" not in dict(locked)
    assert all(each["externalReferences"][0]["hashes"] for each in bill["components"])


def test_what_runs_is_locked_as_what_is_tested() -> None:
    both = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("runtime.lock", "requirements.lock")
    ]
    assert {name: both[1].get(name) for name in both[0]} == both[0]
