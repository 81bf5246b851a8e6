"""The people of a frame as they are published: in one file, or in parts where there are too many for one.

A part is a block of the lines of that file with the header above, and its tree a subtree of the whole: root
and proofs are the same however the people are stored (decision 0049).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tirage.dossier.disk import digest
from tirage.dossier.layout import PIDS, part_path
from tirage.dossier.merkle import root, root_of_hashes
from tirage.dossier.people import BY_ITSELF, Division, blocks_of, hash_of_parts

Document = dict[str, object]


@dataclass(frozen=True, slots=True)
class Divided:
    """A frame, ready to be moved into a dossier."""

    root: str
    """Of the tree of all leaves."""
    pids: str
    """What the entry has of the people: the hash of their file, or of the list of the hashes of the parts."""
    files: dict[str, Path]
    """Where each file stands now, by its place in the dossier."""
    parts: Document | None
    """`parts` of public/frame.json; None for one file."""


def divided(frame: Path, by: Division = BY_ITSELF) -> Divided:
    """The people of the file that was sealed, in parts beside it where there are too many for one file.

    `frame`: its lines ascend by pid; it is removed once it stands in parts. One pass for the root, one more
    for parts, with a block in memory.
    """
    with frame.open("rb") as file:
        header = file.readline()
        tops, people = [], 0
        for block in blocks_of(file, by.size):
            tops.append(_top(block))
            people += len(block)
    whole = root_of_hashes(tops)
    if people <= by.most:
        return Divided(whole, digest(frame), {PIDS: frame}, None)
    files, parts = {}, []
    with frame.open("rb") as file:
        file.readline()
        for number, block in enumerate(blocks_of(file, by.size), 1):
            path = frame.with_name(f"frame-{number}.csv")
            path.write_bytes(b"".join([header, *block]))
            files[part_path(number)] = path
            parts.append({"people": len(block), "sha256": digest(path), "root": tops[number - 1].hex()})
    frame.unlink()
    pids = hash_of_parts([str(each["sha256"]) for each in parts])
    return Divided(whole, pids, files, {"size": by.size, "files": parts})


def _top(block: list[bytes]) -> bytes:
    """The root of the leaves of some lines."""
    cells = b"".join(block).replace(b"\n", b",").split(b",")
    people = zip(cells[::4], cells[1::4], cells[3::4], strict=False)
    # `people.ids.leaf`, whose fields nobody has to check here: they were made a moment ago.
    return bytes.fromhex(root(b"tirage1|roll|%b|%b|%b" % person for person in people))
