"""Resolve: from the source of each attribution to the speaker it means, inside one article."""

from sayso.resolve.register import Register
from sayso.resolve.resolution import Resolution
from sayso.resolve.speakers import Resolver, resolve_speakers

__all__ = ["Register", "Resolution", "Resolver", "resolve_speakers"]
