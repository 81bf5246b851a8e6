"""From a spreadsheet as it comes to volunteers: what is understood, what a person decides, what is made."""
