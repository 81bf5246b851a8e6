"""The record of what was done: one document an act, chained by hashes, written whole or not at all."""
