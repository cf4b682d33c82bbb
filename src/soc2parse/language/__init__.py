"""Wordings: how results, dates, counts, names and criteria are written. One place for each wording."""
