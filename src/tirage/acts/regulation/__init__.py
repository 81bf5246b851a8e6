"""The regulation of a draw: written from the rules, adopted, and kept by every act that follows."""
