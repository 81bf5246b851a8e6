"""Mostly groups 2 to 5 and 9: plan, contributions, beacon, seed, number."""
