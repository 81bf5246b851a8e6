"""Engines: what holds the rows of the lists, and answers the statements of `people.frame` and `people.letters`.

Each is a `people.frame.store.Store`; which one it is, the acts say.
"""
