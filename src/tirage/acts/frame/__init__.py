"""The act that closes the sampling frame: its people are fixed, hashed and counted before any chance."""
