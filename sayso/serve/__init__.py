"""The reading room: web pages on a ledger, and the HTTP API that they are made of."""
