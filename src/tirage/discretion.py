"""Objects that hold personal data show none of it.

In a log, a traceback or an interpreter such an object is its type and a few numbers.
"""

from __future__ import annotations


def brief(thing: object, **numbers: int) -> str:
    """The type of an object and some numbers, for its `__repr__`.

    >>> brief([], rows=3)
    'list(rows=3)'
    """
    return f"{type(thing).__name__}({', '.join(f'{name}={number}' for name, number in numbers.items())})"
