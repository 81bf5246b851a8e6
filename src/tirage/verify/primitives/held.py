"""Files that are read when a check asks for them, and let go again: a long life is larger than a memory.

Each file is hashed when the dossier is opened. Whatever is read of it afterwards has that hash, or the
dossier changes under the verifier's eyes, and nothing more is said of it.
"""

from __future__ import annotations

from collections import ChainMap, OrderedDict
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from .lines import hash_of

_MIB = 2**20
_SMALL = 64 * 2**10
"""Bytes of a file that is read again and again, such as an entry of the journal."""
_ROOM = 8 * _MIB
Reader = Callable[[], Iterator[bytes]]
"""What reads a file piece by piece; OSError or Unsafe where that is not possible."""


class Unsafe(Exception):
    """A file that must not be opened: `path` inside the dossier, `word` of the texts."""

    def __init__(self, path: str, word: str) -> None:
        super().__init__(path)
        self.path = path
        self.word = word


class _Shelf:
    """The files that were asked for last, as many as there is room for."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._left = room
        self.files: OrderedDict[tuple[int, str], bytes] = OrderedDict()

    def get(self, key: tuple[int, str]) -> bytes | None:
        """A file that is here."""
        if key in self.files:
            self.files.move_to_end(key)
        return self.files.get(key)

    def put(self, key: tuple[int, str], data: bytes) -> None:
        """A file more; those that nobody asked for longest make room."""
        self.files[key] = data
        self._left -= len(data)
        while self._left < 0:
            self._left += len(self.files.popitem(last=False)[1])

    def enlarge(self, room: int) -> None:
        """At least so much room."""
        self._left += max(0, room - self.room)
        self.room = max(self.room, room)


class Memory:
    """What is held of the assemblies of a chain: 8 MiB of small files; as much of others, or the largest."""

    def __init__(self) -> None:
        self.small = _Shelf(_ROOM)
        self.large = _Shelf(_ROOM)
        self.assemblies = 0

    def shelf(self, size: int) -> _Shelf:
        """Where a file of so many bytes is held."""
        return self.small if size <= _SMALL else self.large


class Held(Mapping[str, bytes]):
    """The files of a dossier by their paths in it."""

    def __init__(self, memory: Memory) -> None:
        memory.assemblies += 1
        self._memory, self._number = memory, memory.assemblies
        self._readers: dict[str, Reader] = {}
        self._known: dict[str, tuple[int, bytes]] = {}
        """Size and hash of each."""
        self.size = 0
        """Bytes of all files together."""

    def add(self, name: str, read: Reader) -> None:
        """A file, which is read once to know its hash."""
        seen, size = sha256(), 0
        for piece in read():
            seen.update(piece)
            size += len(piece)
        self._readers[name] = read
        self._known[name] = size, seen.digest()
        self.size += size

    def digest(self, name: str) -> str:
        """SHA-256 of a file, 64 hex digits."""
        return self._known[name][1].hex()

    def __getitem__(self, name: str) -> bytes:
        size, _ = self._known[name]
        shelf = self._memory.shelf(size)
        found = shelf.get((self._number, name))
        if found is None:
            found = b"".join(self.pieces(name))
            if shelf is self._memory.large:
                shelf.enlarge(size)
            shelf.put((self._number, name), found)
        return found

    def pieces(self, name: str) -> Iterator[bytes]:
        """What a file holds, piece by piece: it is not held. Unsafe, at the end, where it has changed."""
        seen = sha256()
        try:
            for piece in self._readers[name]():
                seen.update(piece)
                yield piece
        except (OSError, Unsafe):
            raise Unsafe(name, "changed") from None
        if seen.digest() != self._known[name][1]:
            raise Unsafe(name, "changed")

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class Renamed(Mapping[str, bytes]):
    """Some files of others under names of their own; and some more."""

    def __init__(
        self, files: Mapping[str, bytes], names: Mapping[str, str], more: Mapping[str, bytes]
    ) -> None:
        """`names`: by the new name the old one; `more` come first."""
        self._files, self._names, self._more = files, names, more
        self._every = {**names, **dict.fromkeys(more, "")}

    def digest(self, name: str) -> str:
        """SHA-256 of a file, 64 hex digits."""
        return hash_of(self._more[name]) if name in self._more else digest_of(self._files, self._names[name])

    def pieces(self, name: str) -> Iterator[bytes]:
        """What a file holds, piece by piece."""
        return iter([self._more[name]]) if name in self._more else pieces_of(self._files, self._names[name])

    def __getitem__(self, name: str) -> bytes:
        return self._more[name] if name in self._more else self._files[self._names[name]]

    def __contains__(self, name: object) -> bool:
        return name in self._every

    def __iter__(self) -> Iterator[str]:
        return iter(self._every)

    def __len__(self) -> int:
        return len(self._every)


def digest_of(files: Mapping[str, bytes], name: str) -> str:
    """SHA-256 of a file, 64 hex digits: without reading it where it is known."""
    if isinstance(files, Held | Renamed):
        return files.digest(name)
    seen = sha256()
    for piece in pieces_of(files, name):
        seen.update(piece)
    return seen.hexdigest()


def pieces_of(files: Mapping[str, bytes], name: str) -> Iterator[bytes]:
    """What a file holds: piece by piece where the mapping can give it so, whole elsewhere."""
    if isinstance(files, ChainMap):
        files = next(each for each in files.maps if name in each)
    read: Callable[[str], Iterator[bytes]] | None = getattr(files, "pieces", None)
    return iter([files[name]]) if read is None else read(name)
