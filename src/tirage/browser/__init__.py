"""Pages for a browser: each is one HTML file that anyone opens from a disk, without a server or a network.

`engine/` does in JavaScript what `tirage.verify` does in Python, with no code in common. `page/` shows it, as
the verifier's page: `tirage verify --export verifier.html`. `ceremony/` shows a room what is fixed, what
falls and what follows, by the same engine, from a dossier that stands in the page: `tirage ceremony`. What
they say, and the numbers of the checks, are put in from the one place where they are written. `build` makes a
page of it all, whenever it is asked for; nothing of it is kept.
"""
