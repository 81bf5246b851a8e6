"""Fair chances: profiles, objectives, bounds and proofs. No names, no randomness."""
