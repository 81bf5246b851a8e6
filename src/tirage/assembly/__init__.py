"""The acts of an assembly: each is plan, chance, result, journal entry."""
