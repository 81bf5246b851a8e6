"""Who else may open `private/`: by modes, and by the access lists of Windows, which are played here."""

from __future__ import annotations

import ctypes
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tirage.cli import main
from tirage.dossier.system.rights import is_open

ALONE = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)"
INHERITED = "D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GXGR;;;BU)"
REFUSED = "D:PAI(D;OICI;FA;;;BU)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)"


class Advice:
    """What Windows answers to those who ask for an access list."""

    def __init__(self, sddl: str | None) -> None:
        self._sddl = sddl

    def GetNamedSecurityInfoW(self, path: str, kind: int, wanted: int, *more: Any) -> int:
        assert path.endswith("private") and (kind, wanted) == (1, 4)
        return 2 if self._sddl is None else 0

    def ConvertSecurityDescriptorToStringSecurityDescriptorW(self, *given: Any) -> int:
        given[3]._obj.value = self._sddl
        return 1


@pytest.mark.parametrize(
    ("sddl", "others"),
    [
        (ALONE, False),
        (INHERITED, True),
        (REFUSED, False),
        ("D:NO_ACCESS_CONTROL", True),
        ("D:(A;;FA;;;WD)", True),
        (None, False),
    ],
)
def test_windows_is_asked_who_may_open_the_private_folder(
    sddl: str | None, others: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = SimpleNamespace(advapi32=Advice(sddl), kernel32=SimpleNamespace(LocalFree=lambda _: 0))
    monkeypatch.setattr(ctypes, "windll", system, raising=False)
    assert is_open(tmp_path / "private", "win32") == others


@pytest.mark.posix
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_status_says_that_others_may_open_the_private_folder(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    main(["status", str(tmp_path), "--lang", lang])
    assert str(private) not in capsys.readouterr().out
    main(["status", str(tmp_path), "--json"])
    assert "exposed" not in json.loads(capsys.readouterr().out)
    # As on a USB stick, where every folder is everybody's.
    private.chmod(0o777)
    main(["status", str(tmp_path), "--lang", lang])
    assert str(private) in "".join(capsys.readouterr().out.split("\n"))
    main(["status", str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out)["exposed"] is True


def test_nothing_is_said_of_what_is_not_there(tmp_path: Path) -> None:
    assert not is_open(tmp_path / "private", "linux")
    assert not is_open(tmp_path / "private", "win32")
