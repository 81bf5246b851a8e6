"""From the rows of all lists to the sampling frame: one person, one chance.

`store` holds the rows, `duplicates` finds who is there twice, `members` says who may be drawn and in which
stratum, `sealing` gives public ids and the root. What looks across rows is SQL, run by DuckDB, which spills
to the disk: memory does not grow with the roll, and another engine could run the same statements.
"""
