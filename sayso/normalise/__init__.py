"""Normalise: to whom, where, when, which act, how surely and how much, inside one article."""
