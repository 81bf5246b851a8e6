"""One draw of seats: lottery, plan, certificate, chance, result."""
