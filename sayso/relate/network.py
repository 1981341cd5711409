"""The model of relations: a gate by features, a cross-encoder, and heads on what it read."""

KINDS = ("none", "disputes", "supports", "reverses", "responds", "repeats")
