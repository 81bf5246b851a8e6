"""Bounds of integer programs, proved in integers by trees of branchings."""
