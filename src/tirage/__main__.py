"""`python -m tirage`, and what a folder or a file that needs no Python begins with."""

import multiprocessing
import sys

if __name__ == "__main__":
    # In a program that was made of Python and tirage together, a process for work starts as the program does:
    # it turns off here, before it would take its own words for a command.
    multiprocessing.freeze_support()

    from tirage.cli import main

    sys.exit(main())
