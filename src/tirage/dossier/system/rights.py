"""Who else on this computer may open a folder: modes where there are any, access lists on Windows.

`private/` is made for one person alone (0700; Python 3.12.4 and later do so on Windows too). A USB stick,
a share of a network, an older Python or a hand may have it otherwise, and whoever works there is to know.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_OTHERS = {"WD", "AU", "BU", "BG", "IU", "NU", "AN", "DU", "DG", "AC"}
"""Everyone, whoever is logged in, users, guests, those at the keyboard or on the network, nobody in
particular, users and guests of a domain, programs from the store: as SDDL has them."""
_ALLOWED = re.compile(r"\(O?A;[^;]*;[^;]*;[^;]*;[^;]*;([^;)]*)[^)]*\)")


def is_open(folder: Path, platform: str = sys.platform) -> bool:
    """Whether others than the owner and administrators may open the folder; False where nobody can tell."""
    if platform == "win32":
        return lets_others_in(_access_list(folder))
    try:
        return bool(folder.stat().st_mode & 0o077)
    except OSError:
        return False


def lets_others_in(sddl: str) -> bool:
    """Whether an access list, as Windows writes it (`D:PAI(A;OICI;FA;;;SY)…`), allows anything to others.

    >>> lets_others_in("D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)")
    False
    >>> lets_others_in("D:AI(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)")
    True
    >>> lets_others_in("D:NO_ACCESS_CONTROL"), lets_others_in("D:(D;;FA;;;WD)"), lets_others_in("")
    (True, False, False)
    """
    return "NO_ACCESS_CONTROL" in sddl or not _OTHERS.isdisjoint(_ALLOWED.findall(sddl))


def _access_list(folder: Path) -> str:
    """The access list of a folder in SDDL; nothing where the system does not tell."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return ""
    list_alone, file, revision = 4, 1, 1  # DACL_SECURITY_INFORMATION, SE_FILE_OBJECT, SDDL_REVISION_1
    described, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    advice = windll.advapi32
    if advice.GetNamedSecurityInfoW(
        str(folder), file, list_alone, None, None, None, None, ctypes.byref(described)
    ):
        return ""
    advice.ConvertSecurityDescriptorToStringSecurityDescriptorW(
        described, revision, list_alone, ctypes.byref(text), None
    )
    said = text.value or ""
    windll.kernel32.LocalFree(text)
    windll.kernel32.LocalFree(described)
    return said
