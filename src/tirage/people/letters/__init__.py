"""Letters: the people who get one, the file for the printing house, and the answers."""
