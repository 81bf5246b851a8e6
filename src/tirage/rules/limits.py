"""Limits that hold unless the rules of an assembly say otherwise."""

SHORTEST, LONGEST = 12, 18
"""Months of a term."""
