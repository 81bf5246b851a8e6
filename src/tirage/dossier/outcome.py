"""The result of an act before it is written: files to add to a dossier, and entries for its journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tirage.discretion import brief
from tirage.dossier.layout import path_in_draw

Act = tuple[str, Mapping[str, object]]
"""Type and body of a journal entry."""


@dataclass(repr=False, frozen=True, slots=True)
class Changes:
    """Files to add to a dossier, and the acts that its journal records, in order."""

    files: Mapping[str, bytes]
    acts: tuple[Act, ...] = field(default=())
    large: Mapping[str, Path] = field(default_factory=dict)
    """Files too large to be held in memory: where they stand now, to be moved into the dossier."""

    def __repr__(self) -> str:
        return brief(self, files=len(self.files), acts=len(self.acts), large=len(self.large))

    def after(self, acts: tuple[Act, ...]) -> Changes:
        """These changes, with `acts` before their own."""
        return replace(self, acts=(*acts, *self.acts))

    def placed(self, act: str) -> Changes:
        """These changes of a panel's draw, their files moved to the paths of the draw `act`."""
        return replace(self, files={path_in_draw(name, act): data for name, data in self.files.items()})
