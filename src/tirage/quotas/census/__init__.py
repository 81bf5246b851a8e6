"""From counts of people to seats."""
