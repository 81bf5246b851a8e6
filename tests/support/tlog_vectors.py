"""Known answers of aics-tlog, an implementation of C2SP that is not ours: where it runs, from Python 3.12 on.

    PYTHONPATH=tests python tests/support/tlog_vectors.py > tests/data/tlog.json

so that every Python has them to compare with. Keys are those of `support.witnesses`.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version
from typing import Any

from support.witnesses import LOG, WITNESSES

LEAVES = [f"entry {i}".encode() for i in range(12)]
ORIGIN, TIME = "tirage/0123456789abcdef0123456789abcdef", 1709470080


def vectors() -> dict[str, Any]:
    """What aics-tlog says: roots, consistency, keys, a checkpoint, its signature and cosignatures."""
    tlog: Any = import_module("aics_tlog")
    tree = tlog.MerkleTree(LEAVES)
    sizes = range(1, len(LEAVES) + 1)
    head = (ORIGIN, len(LEAVES), tree.root())
    note = tlog.sign_checkpoint(tlog.Checkpoint(*head), LOG, ORIGIN)
    return {
        "source": f"aics-tlog {version('aics-tlog')}, https://pypi.org/project/aics-tlog/",
        "roots": [tree.root(size).hex() for size in sizes],
        "consistency": {
            f"{old} {new}": [each.hex() for each in tlog.MerkleTree(LEAVES[:new]).consistency_proof(old)]
            for new in sizes
            for old in range(1, new + 1)
        },
        "keys": {
            name: tlog.format_vkey(tlog.cosignature_vkey(name, key.public_key()))
            for name, key in WITNESSES.items()
        },
        "checkpoint": note.serialise(),
        "cosignatures": {
            name: tlog.Note(
                text=note.text, signatures=(tlog.sign_cosignature(key, name, TIME, *head)[1],)
            ).serialise()
            for name, key in WITNESSES.items()
        },
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n")
