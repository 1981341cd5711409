"""Quantities and what they count: a grammar of our own for English news."""
