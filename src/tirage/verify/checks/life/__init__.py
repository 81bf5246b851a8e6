"""Mostly group 10: who sits, which seats were open, who could be drawn."""
