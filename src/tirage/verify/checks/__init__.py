"""The checks, grouped as the checklist is."""
