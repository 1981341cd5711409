"""Rate of `sayso bulk --ray` on clusters of several nodes, all on this machine, of one core each.

    python -m lab.bench.bulk.nodes --shared ../shared --work build/bulk

More nodes than the machine has cores only show what the cluster itself costs.
"""

import argparse
import json
from pathlib import Path

from lab.bench.bulk.archive import write_lines
from lab.bench.bulk.rate import measure


def main() -> None:
    """Print the figures as JSON."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415  # an extra

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--nodes", type=int, nargs="+", default=[1, 2, 4])
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    lines = args.work / f"news-{args.articles}.jsonl"
    write_lines(args.shared, args.articles, lines)
    for count in args.nodes:
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
        for _ in range(count):
            cluster.add_node(num_cpus=1)
        try:
            told = measure(lines, args.work / "out-nodes", count, "--shard", "25", "--ray", cluster.address)
            print(json.dumps({"nodes": count, **{key: told[key] for key in ("seconds", "words a second", "articles")}}))
        finally:
            cluster.shutdown()


if __name__ == "__main__":
    main()
