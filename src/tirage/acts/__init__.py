"""Acts: what is written into a dossier. Each is a plan, then chance, then a result."""
