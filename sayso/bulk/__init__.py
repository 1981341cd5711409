"""Bulk: archives of articles in, a Parquet dataset out, on all cores of this machine or on a cluster.

    inputs → shards → (workers: read → rows) → parts → join (copies, repeats) → dataset

A shard is a run of items of one input, and the same whoever reads it and whenever. Its parts are written, then renamed,
and its mark last: what was stopped goes on where marks are missing.
"""
