"""`python -m tirage`."""

import sys

from tirage.cli import main

sys.exit(main())
