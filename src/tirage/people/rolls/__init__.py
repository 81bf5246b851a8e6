"""Electoral rolls and other extracts, row by row, into one form."""
