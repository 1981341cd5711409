"""Figures of `sayso bulk`: rate, cores, memory, peers."""
