"""Makes `sayso/data/offices.tsv.gz`, the table of dated offices, from the lists in `data/actors`."""
