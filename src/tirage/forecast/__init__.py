"""What is likely: answers to letters, departures, alternates, lives of assemblies."""
