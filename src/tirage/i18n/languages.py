"""The languages that tirage speaks: each is a folder of `locale` with a `_language.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

Language = str
"""The name of a folder of `locale`, which is the language's code: `fr`."""
FALLBACK: Language = "en"
"""What a partial language lacks is said in this one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a language is written."""

    locale: str
    """The name of its locale in CLDR."""
    first_day: str | None = None
    """The first day of a month in a date, where it is not `1`."""
    hour: str = "HH:mm"
    """How hours and minutes are written, as a pattern of CLDR."""
    partial: bool = False
    """Whether texts are missing."""


def folder(language: Language) -> Traversable:
    """The folder of a language's texts."""
    return files("tirage").joinpath("locale", language)


@cache
def settings(language: Language) -> Settings:
    """`_language.toml` of a language; FileNotFoundError for one that there is not."""
    return Settings(**tomllib.loads(folder(language).joinpath("_language.toml").read_text(encoding="utf-8")))


@cache
def locale(language: Language) -> Locale:
    """CLDR's rules of a language. Babel is loaded when the first number is spoken, and not for a help."""
    from babel import Locale

    return Locale.parse(settings(language).locale)


LANGUAGES: tuple[Language, ...] = tuple(
    sorted(each.name for each in folder("").iterdir() if each.joinpath("_language.toml").is_file())
)
COMPLETE: tuple[Language, ...] = tuple(each for each in LANGUAGES if not settings(each).partial)
"""The languages in which every text is there."""
