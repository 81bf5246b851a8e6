"""Numbers to break ties with: as good as chance, and the same wherever the same is asked.

They come from SHA-256 and SHAKE-256 of what is being worked on, never from a generator that another version
of a library may write anew. Nobody's chance depends on them: which panels share out the counts does.
"""

from __future__ import annotations

from hashlib import sha256, shake_256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def digest(*arrays: NDArray[np.signedinteger[Any]]) -> bytes:
    """SHA-256 of whole numbers, 8 bytes each, the least first; they are few enough to be hashed each time."""
    found = sha256()
    for array in arrays:
        found.update(array.astype("<i8").tobytes())
    return found.digest()


class Stream:
    """Numbers that follow from a seed, one draw after the other.

    >>> Stream(b"seed").numbers(4).tolist()
    [24778, 155, 38490, 43092]
    """

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._drawn = 0

    def numbers(self, count: int) -> NDArray[np.int64]:
        """`count` numbers from 0 to 65,535."""
        import numpy as np

        block = self._seed + self._drawn.to_bytes(8, "big")
        self._drawn += 1
        return np.frombuffer(shake_256(block).digest(2 * count), "<u2").astype(np.int64)

    def order(self, count: int) -> list[int]:
        """0 to `count` − 1 in another order."""
        import numpy as np

        keys = self.numbers(2 * count).reshape(2, count)
        return [int(i) for i in np.lexsort((keys[0], keys[1]))]
