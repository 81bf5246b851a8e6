"""Results that show themselves in a notebook, as a table or a report and not as a line of Python.

What they show is made above, in `report`, which knows every result; a result knows only that it is shown. The
interface (`tirage/__init__.py`) joins the two.
"""

from __future__ import annotations

from collections.abc import Callable

_MARKUP: list[Callable[[object], str]] = []
"""What makes the markup of a result, once the interface has said it."""


def show_by(markup: Callable[[object], str]) -> None:
    """Let every result be shown by `markup`."""
    _MARKUP[:] = [markup]


class Shown:
    """A result that a notebook shows as a page, by the protocol `_repr_html_`."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """HTML that tells no more of anyone than the screen of the command does."""
        return _MARKUP[0](self)
