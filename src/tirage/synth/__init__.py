"""Invented people on lists of realistic shape, for rehearsals, tests and measurements. Nobody in them exists.

The same seed gives the same bytes anywhere: a person is a function of the seed and a number, by SHA-256.
"""
