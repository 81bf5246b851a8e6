"""The people of a frame, read in blocks: of one file or of parts, with a block in memory at a time."""
