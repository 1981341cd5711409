"""Resolve: from the source of each attribution to the speaker it means, inside one article."""

from sayso.resolve.speakers import Resolution, resolve_speakers

__all__ = ["Resolution", "resolve_speakers"]
