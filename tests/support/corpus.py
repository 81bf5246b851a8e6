"""The conformance corpus: dossiers, genuine and forged, and what every verifier must say of each.

`packs/NAME.zip` holds the files of a dossier by their paths, as a verifier is given them (a path may be
hostile: they are not for unpacking); `expected.json` what must be found: number, status and file of every
check. A pack with `next/` in it is an assembly with the one after it, read as a dossier in a ZIP file: what
is found of the second has `next/` before the number. From the first release on, a pack is never changed and
never taken away. To add the genuine ones and those that new attacks have refused:

    pytest -n0 tests/attacks tests/verify --keep-packs && python tests/support/corpus.py

A new check is a line more of packs that are there: delete `expected.json` and run the second command. What
differs is new lines, and a comma before some: no line goes or says something else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tirage.verify import Report, verify
from tirage.verify.command import reports

PACKS = Path(__file__).parents[1] / "conformance" / "packs"
EXPECTED = PACKS / "expected.json"
_DATE = (1980, 1, 1, 0, 0, 0)
_LARGEST = 40_000


def files_of(pack: Path) -> dict[str, bytes]:
    """The files of a pack by path."""
    with ZipFile(pack) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def keep(name: str, files: Mapping[str, bytes]) -> None:
    """Add a pack, unless there is one of that name, or it is very large."""
    target = PACKS / f"{name}.zip"
    if target.exists() or sum(map(len, files.values())) > _LARGEST:
        return
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(ZipInfo(path, _DATE), files[path], ZIP_DEFLATED)


def summary(report: Report) -> list[str]:
    """What every verifier must find: number, status and file of each check, a line each."""
    return [f"{check.number} {check.status} {check.file}".rstrip() for check in report.checks]


def is_chain(files: Mapping[str, bytes]) -> bool:
    """Whether a pack is an assembly with the next one in it."""
    return any(path.startswith("next/") for path in files)


def found_in(pack: Path) -> list[str]:
    """What must be found in a pack, of a chain in each of its assemblies."""
    files = files_of(pack)
    if not is_chain(files):
        return summary(verify(files))
    found = enumerate(reports(pack, None))
    return [f"{'next/' * place}{line}" for place, report in found for line in summary(report)]


def main() -> int:
    """Keep the genuine dossiers too, and write down what is found of the packs that are new."""
    # Not above: what is genuine is made with the product, the rest of this file is read without.
    from support.chains import chains
    from support.dossier_cases import CASES
    from support.dossiers import dossier
    from support.genuine import DOSSIERS, gave_way
    from support.objective_cases import OBJECTIVE_CASES

    for name, case in {
        **CASES,
        **{f"objective {name}": case for name, case in OBJECTIVE_CASES.items()},
    }.items():
        keep(f"genuine_case_{name.replace(', ', '_').replace(' ', '_')}", dossier(case))
    # The roll's is made by commands, on the clock of the tests, and is too large.
    for name, make in ((name, make) for name, make in DOSSIERS.items() if name != "roll"):
        keep(f"genuine_{name.replace(' ', '_')}", make())
    keep("genuine_quotas_that_gave_way", gave_way())
    for name, files in chains():
        keep(name, files)
    expected = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}
    for pack in sorted(PACKS.glob("*.zip")):
        expected.setdefault(pack.stem, found_in(pack))
    text = json.dumps(expected, indent=1, sort_keys=True, ensure_ascii=False)
    EXPECTED.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
