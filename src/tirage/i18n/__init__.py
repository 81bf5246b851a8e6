"""What is said in the language of whoever reads: sentences by code, numbers, typography."""
