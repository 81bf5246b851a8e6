"""Mostly groups 1, 2 and 10: the journal, its marks, its end, the assembly after it."""
