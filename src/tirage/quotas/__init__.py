"""What must be represented: criteria, categories and their seats; read from YAML or from a table."""
