"""The languages of whoever sits at the computer, best first: of variables, else of the system's settings.

Variables are those of POSIX: LC_ALL before LC_MESSAGES before LANG; LANGUAGE, which GNU has added, is a list
before them unless the locale is the bare one. Windows and macOS keep languages elsewhere, in no variable.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_BARE = {"C", "POSIX"}


def preferred(environment: Mapping[str, str], system: Callable[[], Sequence[str]]) -> list[str]:
    """Codes such as `fr`, best first, of the variables; where none is set, of the names that `system` gives.

    A name is a locale of any kind: `fr_FR.UTF-8`, `fr-CA`, `fr`.

    >>> preferred({"LC_ALL": "", "LANG": "fr_FR.UTF-8", "LANGUAGE": "nl:en_GB"}, list)
    ['nl', 'en', 'fr']
    >>> preferred({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"}, lambda: ["fr-FR"])
    ['c']
    >>> preferred({}, lambda: ["fr-CA", "en-US"])
    ['fr', 'en']
    """
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    if not locale:
        return [_code(name) for name in system()]
    bare = locale.partition(".")[0] in _BARE
    listed = [] if bare else environment.get("LANGUAGE", "").split(":")
    return [_code(name) for name in (*listed, locale) if name]


def _code(name: str) -> str:
    return re.split(r"[-_.@]", name, maxsplit=1)[0].lower()


def of_the_system(platform: str = sys.platform) -> Sequence[str]:
    """The languages that the system's own settings name, best first; none where they cannot be asked."""
    if platform == "win32":
        return _of_windows()
    return _of_macos() if platform == "darwin" else ()


def _of_windows() -> Sequence[str]:
    """`fr-FR`, `en-US`: of the windows of whoever is logged in, else of the region that was chosen."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return ()
    kernel = windll.kernel32
    count, size = ctypes.c_ulong(), ctypes.c_ulong()
    by_name = 8  # MUI_LANGUAGE_NAME
    names = None
    for _ in range(2):  # how long they are, then the names
        if not kernel.GetUserPreferredUILanguages(by_name, ctypes.byref(count), names, ctypes.byref(size)):
            break
        if names is not None:
            # Each ends with NUL, the list with one more.
            return [name for name in "".join(names[: size.value]).split("\0") if name]
        names = ctypes.create_unicode_buffer(size.value)
    region = ctypes.create_unicode_buffer(85)  # LOCALE_NAME_MAX_LENGTH
    return [region.value] if kernel.GetUserDefaultLocaleName(region, len(region)) else ()


def _of_macos() -> Sequence[str]:
    """`fr-FR`, `en-US`: of the user's settings, which `defaults` prints as a list, some names in quotes."""
    asked = ["/usr/bin/defaults", "read", "-g", "AppleLanguages"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=5).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return re.findall(r"[A-Za-z]{2,3}(?:[-_]\w+)*", said)
