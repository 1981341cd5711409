"""What the pages show, worked out from the ledger's answers."""
