"""The verifier in a browser: one HTML file that anyone opens from a disk, without a server or a network.

`engine/` does in JavaScript what `tirage.verify` does in Python, with no code in common; `page/` shows it.
What both say, and the numbers of the checks, are put in from the one place where they are written. `build`
makes the page of it all, whenever it is asked for: `tirage verify --export verifier.html`.
"""
