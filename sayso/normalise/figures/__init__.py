"""Quantities and what they count: a grammar of our own for English news."""

from sayso.normalise.figures.find import Quantity, find_figures, find_quantities

__all__ = ["Quantity", "find_figures", "find_quantities"]
