"""All the chance there is (SPEC §1, §4, §5): lines, seeds, tickets, whole numbers.

Nothing random ever comes from anywhere else: not from a library's generator, a solver's seed, a float
or a modulo. Every function here is a pure function of texts that anyone can hash with `sha256sum`.
"""
