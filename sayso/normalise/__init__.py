"""Normalise: to whom, where, when, which act, how surely and how much, inside one article."""

from sayso.normalise.stage import Normalised, Normaliser

__all__ = ["Normalised", "Normaliser"]
