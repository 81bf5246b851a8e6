"""Who gets a letter, and the file for the printing house."""
