"""What was read of the lists is kept from the try that asks to the one that closes, and not a day longer."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from support.journey import begun, frame

from tirage.acts.frame import close
from tirage.people.engines.kept import MADE, Tables
from tirage.people.frame import reading


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are read, one after the other."""
    names: list[str] = []
    whole = reading.open_extract

    def noted(path: Path, **how: object):  # type: ignore[no-untyped-def]
        names.append(path.name)
        return whole(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(close, "WORTH_KEEPING", 1)
    monkeypatch.setattr(reading, "open_extract", noted)
    monkeypatch.setattr(reading, "TOGETHER", 0)
    return names


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether what was found in all rows was there, one answer for each try."""
    answers: list[bool] = []
    whole = Tables.take

    def noted(self: Tables, *what: object) -> bool:
        answers.append(whole(self, *what))  # type: ignore[arg-type]
        return answers[-1]

    monkeypatch.setattr(Tables, "take", noted)
    return answers


def entries_in(kept: Path) -> int:
    """Files of entries."""
    return len([each for each in kept.glob("*.parquet") if not each.name.startswith(MADE)])


def stopped(dossier: Path, files: list[Path]) -> Path:
    """A frame that stops to ask: `--accept` of what is not found."""
    assert frame(dossier, files, "--accept", "accents-lost=Rien") == 3
    return dossier / "private" / "entries"


@pytest.mark.posix
def test_the_second_try_reads_no_file_and_compares_no_rows_anew(
    tmp_path: Path, reads: list[str], taken: list[bool]
) -> None:
    dossier, files = begun(tmp_path / "a", 60)
    kept = stopped(dossier, files)
    assert len(reads) == len(files)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert entries_in(kept) == len(files)
    reads.clear()
    assert frame(dossier, files) == 0
    assert reads == [] and taken == [False, True]
    assert not kept.exists()
    other, _ = begun(tmp_path / "b", 60)
    assert frame(other, files) == 0
    same = ("guarantors/frame.csv", "public/rolls.csv", "public/frame.json")
    assert [(dossier / name).read_bytes() for name in same] == [(other / name).read_bytes() for name in same]


@pytest.mark.parametrize("what", ["source", "parquet", "cut", "facts", "rules", "made"])
def test_what_is_not_the_same_any_more_is_made_anew(
    tmp_path: Path, reads: list[str], taken: list[bool], what: str
) -> None:
    dossier, files = begun(tmp_path, 60)
    kept = stopped(dossier, files)
    reads.clear()
    note = next(each for each in sorted(kept.glob("*.json")) if '"LP"' in each.read_text(encoding="utf-8"))
    entries = note.with_suffix(".parquet")
    if what == "source":
        files[0].write_bytes(files[0].read_bytes() + b"\r\n")
    elif what == "parquet":
        data = bytearray(entries.read_bytes())
        data[len(data) // 2] ^= 1
        entries.write_bytes(data)
    elif what == "cut":
        entries.write_bytes(entries.read_bytes()[:-9])
    elif what == "facts":
        note.write_text(note.read_text(encoding="utf-8").replace('"LP"', '"LCM"'), encoding="utf-8")
    elif what == "made":
        pairs = kept / f"{MADE}pairs.parquet"
        pairs.write_bytes((kept / f"{MADE}card_fits.parquet").read_bytes())
    else:
        rules = dossier / "tirage.yaml"
        rules.write_text(rules.read_text("utf-8").replace("2027-03-01", "2027-03-02"), encoding="utf-8")
    assert frame(dossier, files) == 0
    assert len(reads) == {"rules": len(files), "made": 0}.get(what, 1)
    # What is read anew may well be the same bytes again, and what was found in them then holds.
    assert taken == [False, what in ("parquet", "cut", "facts")]
    assert not kept.exists()


def test_what_is_kept_is_of_the_files_that_are_given(tmp_path: Path, reads: list[str]) -> None:
    dossier, files = begun(tmp_path, 60)
    kept = stopped(dossier, files)
    assert stopped(dossier, files[1:]) == kept
    assert entries_in(kept) == len(files) - 1
    assert len(reads) == len(files)


def test_small_files_are_kept_together_and_read_together(
    tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TOGETHER", 1_000_000)
    dossier, files = begun(tmp_path, 60)
    kept = stopped(dossier, files)
    assert entries_in(kept) == 1
    reads.clear()
    assert stopped(dossier, files) == kept and reads == []
    files[0].write_bytes(files[0].read_bytes() + files[0].read_bytes().splitlines(keepends=True)[-1])
    assert stopped(dossier, files) == kept
    assert reads == [path.name for path in sorted(files)]


def test_few_lines_are_not_kept(tmp_path: Path) -> None:
    dossier, files = begun(tmp_path, 60)
    assert not stopped(dossier, files).exists()
