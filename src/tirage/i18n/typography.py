"""French as it is printed."""

from __future__ import annotations

import re


def typeset(french: str) -> str:
    """French with no-break spaces inside « » and before : ; ? ! %, and curved apostrophes.

    A colon or a sign that belongs to what the user types (`tirage: quotas/1`) has no space before it, and
    straight quotation marks in an example stay.
    """
    bound = re.sub(r"« | (?=[:;?!%»])", lambda space: space[0].replace(" ", "\u00a0"), french)
    return re.sub(r"(?<=\w)'(?=\w|«)", "’", bound)
