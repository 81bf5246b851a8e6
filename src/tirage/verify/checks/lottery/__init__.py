"""Mostly group 7: pool, quotas, panels, chances."""
