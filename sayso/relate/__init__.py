"""How statements bear on one another: within an article, and across those that a caller brings together."""
