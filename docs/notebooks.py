"""Runs the notebooks of examples/notebooks, and writes into them what comes out.

`python docs/notebooks.py [NAME…]` does it for those whose name begins so, by itself for all; with `--check`,
as in tests/test_notebooks.py, it only compares. What passes (hashes, the hour) makes no notebook another one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""All that a notebook says of the machine that it ran on."""
PASSING = re.compile(
    r"\b(?:[0-9a-f]{8}(?:[ \u00a0]|</span>\s*<span>)){7}[0-9a-f]{8}\b|\b[0-9a-f]{64}\b"
    r"|\bdatetime\.date\(\d{4}, \d{1,2}, \d{1,2}\)"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2} [A-Z][a-z]+ \d{4}\b|\b\d\d:\d\d(?::\d\d)?\b"
)
"""Hashes as they are read aloud, whole ones, days and hours."""


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook with what comes out of its cells; CellExecutionError where one fails."""
    found = nbformat.read(path, as_version=4)
    client = NotebookClient(
        found,
        timeout=300,
        startup_timeout=300,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    found.metadata = nbformat.from_dict(METADATA)
    return found


def outputs(found: nbformat.NotebookNode) -> Iterator[tuple[str, str]]:
    """The id of each cell with what came out of it as text, without what passes.

    Of a cell with the tag `by-lot`, the kinds alone: who is drawn depends on the hour of the run.
    """
    for cell in found.cells:
        if cell.cell_type == "code":
            by_lot = "by-lot" in cell.metadata.get("tags", ())
            said = "\n".join(_kinds(each) if by_lot else _text(each) for each in cell.outputs)
            yield cell.id, PASSING.sub("…", said)


def _kinds(output: dict[str, Any]) -> str:
    return " ".join(sorted(output.get("data", {})))


def _text(output: dict[str, Any]) -> str:
    if output["output_type"] == "stream":
        return f"{output['name']}: {output['text']}"
    return "\n".join(f"{kind}: {output['data'][kind]}" for kind in sorted(output["data"]))


def text_of(found: nbformat.NotebookNode) -> str:
    """The file of a notebook."""
    return str(nbformat.writes(found, ensure_ascii=False)) + "\n"


def differing(before: nbformat.NotebookNode, after: nbformat.NotebookNode) -> list[str]:
    """The cells of which something else comes out, by their ids, and those that say something on stderr."""
    old, new = dict(outputs(before)), dict(outputs(after))
    return [name for name in new if new[name] != old.get(name) or new[name].startswith("stderr: ")]


def main(words: list[str]) -> int:
    """Write the notebooks anew; with `--check` only say which cells differ, and return 1 where one does."""
    names, differ = tuple(word for word in words if word != "--check"), False
    for path in NOTEBOOKS:
        if names and not path.name.startswith(names):
            continue
        before, after = nbformat.read(path, as_version=4), run(path)
        cells = differing(before, after)
        print(path.relative_to(ROOT), *cells)
        differ |= bool(cells)
        if "--check" not in words and (cells or before.metadata != after.metadata):
            path.write_text(text_of(after), encoding="utf-8")
    return int(differ and "--check" in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
