"""Group 7: pool, quotas, panels, chances."""
