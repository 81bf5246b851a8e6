"""Which rows of rolls and cards may be one person: each module finds pairs of one kind."""
