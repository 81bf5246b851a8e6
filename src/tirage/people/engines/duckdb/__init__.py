"""DuckDB, the engine of one machine: in memory as long as there is some, then on the disk."""
