"""Spark, the engine of many machines: the same statements, by Spark Connect, with its thin client."""
