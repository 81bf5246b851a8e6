"""The crossings of two criteria: what a lottery holds of them, whether a quota asks for it or not."""
