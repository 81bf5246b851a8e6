"""An independent checker of a dossier: standard library only, no code in common with what it checks.

`verify(read(folder))` gives a `Report`, the numbered checklist of SPEC §10; `main(argv)` prints it. The same
modules run without tirage as one file, which `export.write_zipapp` makes::

    python tirage-verify.pyz DIR
"""

from .checklist import verify
from .checks import Check, Report
from .command import main
from .dossier import NotADossier, Unsafe, read
from .succession import Family

__all__ = ["Check", "Family", "NotADossier", "Report", "Unsafe", "main", "read", "verify"]
