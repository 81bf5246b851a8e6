"""The act that closes the sampling frame: who may be drawn is fixed, hashed and counted before any chance."""
