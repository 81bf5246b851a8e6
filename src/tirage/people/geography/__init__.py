"""A geography: the places of a city, a département or a country, as a table."""
