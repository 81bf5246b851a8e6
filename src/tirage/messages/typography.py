"""French as it is printed, and the three sentences of a defect in two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

Sentences = tuple[str, str, str, str, str, str]
"""Found, expected, remedy in French, then in English."""


def typeset(french: str) -> str:
    """French with no-break spaces inside « » and before : ; ? ! %, and curved apostrophes.

    A colon or a sign that belongs to what the user types (`tirage: quotas/1`) has no space before it, and
    straight quotation marks in an example stay.
    """
    bound = re.sub(r"« | (?=[:;?!%»])", lambda space: space[0].replace(" ", "\u00a0"), french)
    return re.sub(r"(?<=\w)'(?=\w|«)", "’", bound)


def defect_texts(defects: Mapping[str, Sentences]) -> dict[str, dict[str, str]]:
    """The texts of defects by `code.found`, `code.expected` and `code.remedy`."""
    texts = {}
    for code, sentences in defects.items():
        for part, french, english in zip(
            ("found", "expected", "remedy"), sentences[:3], sentences[3:], strict=True
        ):
            texts[f"{code}.{part}"] = {"fr": typeset(french), "en": english}
    return texts
