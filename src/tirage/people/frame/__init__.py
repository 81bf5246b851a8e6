"""The sampling frame: one person one chance, from rolls to the root."""
