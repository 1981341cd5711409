"""Begun: how one statement of an article bears on another. Nothing of it is in the product yet (docs/relations.md)."""
