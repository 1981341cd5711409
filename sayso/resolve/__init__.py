"""Resolve: from the source of each attribution to the speaker it means, inside one article."""

from sayso.resolve.register import Register
from sayso.resolve.speakers import Resolution, resolve_speakers

__all__ = ["Register", "Resolution", "resolve_speakers"]
