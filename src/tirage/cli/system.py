"""The language of the computer, where no variable names one: Windows and macOS keep it elsewhere."""

from __future__ import annotations

import locale
import subprocess
import sys


def of_the_system(platform: str = sys.platform) -> str:
    """The locale that the system's own settings name, `fr_FR`; nothing where they cannot be asked."""
    if platform == "win32":
        return locale.windows_locale.get(_of_windows(), "")
    return _of_macos() if platform == "darwin" else ""


def _of_windows() -> int:
    """Number of the language of the windows of whoever is logged in; 0 where it is not known."""
    import ctypes

    windll = getattr(ctypes, "windll", None)
    return int(windll.kernel32.GetUserDefaultUILanguage()) if windll is not None else 0


def _of_macos() -> str:
    """`fr_FR`, from the user's settings."""
    try:
        asked = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
        return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=5).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""
