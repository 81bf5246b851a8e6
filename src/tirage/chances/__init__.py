"""What is fair: profiles, leximin and maximin chances, bounds and proofs. No names, no randomness."""
