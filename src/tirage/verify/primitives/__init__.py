"""Lines, hashes and signatures, from the standard library alone."""
