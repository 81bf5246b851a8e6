"""The checks, a folder a subject; the group and number of each are those of spec/checks.json."""
