"""Mostly groups 1 and 6: frame, letters, answers."""
