"""A new quota file: its text, and the file, read back before it has its name and never over another."""

from __future__ import annotations

from pathlib import Path

from tirage.errors import InputInvalid
from tirage.quotas.amendments import Amendment, amended
from tirage.quotas.read import QuotaFile, read_quotas
from tirage.quotas.yaml_text import yaml_text
from tirage.tabular.files import check_new, why_unwritable


def amended_text(file: QuotaFile, amendment: Amendment) -> str:
    """The file with the amendment made and on its record, as YAML."""
    quotas, changes = amended(file.quotas, amendment.moves), (*file.changes, amendment)
    return yaml_text(quotas, changes, source=file.source, note=file.note)


def write_new(path: Path, text: str, *, seats: int) -> None:
    """Write the file, for a panel of `seats`, beside its place; move it there once it can be read."""
    partial = path.with_name(f".{path.name}.part.yaml")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", newline="\n")
        read_quotas(partial, seats=seats)
        # The work took a while.
        check_new(path)
        partial.replace(path)
    except OSError as error:
        raise InputInvalid([why_unwritable(path, error)]) from error
    finally:
        partial.unlink(missing_ok=True)
