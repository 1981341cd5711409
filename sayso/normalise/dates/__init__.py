"""Time expressions and the days they mean: a grammar of our own for English news."""

from sayso.normalise.dates.calendar import Period
from sayso.normalise.dates.context import parse_day
from sayso.normalise.dates.find import When, find_dates

__all__ = ["Period", "When", "find_dates", "parse_day"]
