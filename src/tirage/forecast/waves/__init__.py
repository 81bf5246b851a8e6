"""Simulated waves of letters: variates, response, answers, and the pools that they make."""
