"""Engines: what holds the rows of the lists, and answers what the frame and the letters ask.

Each is a `people.frame.store.Store`; which one it is, the acts say.
"""
