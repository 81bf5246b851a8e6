"""An independent checker of a dossier: standard library only, no code in common with what it checks.

`verify(read(folder))` gives a `Report`, the numbered checklist of SPEC §10; `main(argv)` prints it. The same
modules run without tirage as one file, which `export.write_zipapp` makes::

    python tirage-verify.pyz DIR
"""

from collections.abc import Sequence

from .checklist import verify
from .checks.record.succession import Family
from .primitives.held import Unsafe
from .reading.dossier import Halfway, NotADossier, read
from .report import Check, Report

__all__ = ["Check", "Family", "Halfway", "NotADossier", "Report", "Unsafe", "main", "read", "verify"]


def main(argv: Sequence[str] | None = None) -> int:
    """`command.main`, which is read when somebody types the command."""
    from .command import main as typed

    return typed(argv)
