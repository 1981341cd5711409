"""`make bench`: every figure, printed, and the table written into the README.

    python -m lab.bench.table --shared ../shared --readme README.md

All figures go to docs/figures.json, so that a change can be compared with what was before.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from lab.bench import attributions, fields, pages, speed, whose

Figures = dict[str, Any]
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"

#: Of others on the same articles, from the data sets' description: P, R, F1 attributed; strict F1.
PEERS = {
    "Citron (BBC), retrained on the same articles": (67.3, 44.4, 53.5, 36.4),
    "Gender Gap Tracker (SFU)": (60.6, 30.9, 40.9, 29.9),
    "textacy, by paragraph": (74.0, 16.5, 27.0, 14.8),
    "quotation marks and the nearest verb of saying": (61.1, 13.8, 22.5, 14.0),
}


def measure(shared: Path) -> Figures:
    """All figures; some minutes."""
    memory = speed.measure_memory(shared)  # first: the peak is the process's
    made: Figures = attributions.measure(shared)
    made["whose"] = whose.measure(shared)
    made["fields"] = fields.measure(shared)
    made["rate"] = speed.measure_rate(shared)
    made["start"] = speed.measure_start()
    made["memory"] = memory
    made["same_bytes"] = speed.measure_sameness(shared)
    made["pages"] = pages.main(["--shared", str(shared)])
    return made


def render(figures: Figures) -> str:
    """The README's tables."""
    return "\n".join(
        [
            *_quality(figures),
            "",
            *_kinds(figures),
            "",
            *_speakers(figures["whose"]),
            "",
            *_fields(figures["fields"]),
            "",
            *_other(figures),
        ]
    )


def _quality(figures: Figures) -> list[str]:
    scored = figures["attributions"]
    mine = scored["attributed"]
    rows = {"**Sayso**": (mine["p"], mine["r"], mine["f1"], scored["strict_attributed"]["f1"]), **PEERS}
    lines = ["| PolNeAR, 84 development articles | precision | recall | F1 | strict F1 |", "|---|---|---|---|---|"]
    for name, (p, r, f1, strict) in rows.items():
        lines.append(f"| {name} | {p:.1f} | {r:.1f} | {f1:.1f} | {strict:.1f} |")
    lines.append("| two people, on 20 other articles | | | 73.5–75.3 | 63.8 |")
    return lines


def _kinds(figures: Figures) -> list[str]:
    lines = ["| found, of those of a kind | | |", "|---|---|---|"]
    for name, value in figures["attributions"]["classes"].items():
        lines.append(f"| {name} | {value['attributed']['r']:.0f} % | of {value['gold']} |")
    for name, (found, gold) in figures["kinds"].items():
        lines.append(f"| {name} | {100 * found / gold:.0f} % | of {gold} |")
    nested = figures["record"]["nested"]
    lines.append(f"| nested | {nested['r']:.0f} %, precision {nested['p']:.0f} % | of {nested['gold']} |")
    return lines


def _speakers(whose: Figures) -> list[str]:
    """Speakers, by the model and by the rules alone."""
    bold, sure = whose["record, everybody named"], whose["record"]
    given, rules = whose["record, gold attributions"], whose["record, gold attributions, rules alone"]
    gap, names, news, errors = (whose[k] for k in ("gap", "names", "news", "calibration"))
    beside = {"person": 80.5, "organization": 71.9, "place": 72.0, "micro": 75.4}  # spaCy's small model, same documents
    found = "; ".join(f"{names[kind]:.1f} ({other})" for kind, other in beside.items())
    rows = {
        "from text, everybody named: under the full name": f"{bold['speaker_exact']:.1f} %",
        "from text, everybody named: at least the right party": f"{bold['speaker_party']:.1f} %",
        "from text, by default: wrong, of the named": f"{sure['misattributed']:.1f} %",
        "from text, by default: persons and bodies that are named": f"{sure['coverage']:.0f} %",
        "attributions given: full name (rules alone)": f"{given['speaker_exact']:.1f} ({rules['speaker_exact']:.1f}) %",
        "attributions given: party (rules alone)": f"{given['speaker_party']:.1f} ({rules['speaker_party']:.1f}) %",
        "150 pronouns as sources (rules alone)": f"{whose['pronouns']:.1f} ({whose['pronouns, rules alone']:.1f}) %",
        "GAP validation, F1 (rules alone)": f"{gap['f1']:.1f} ({gap['f1, rules alone']:.1f})",
        "names in 4 documents of GUM, F1: persons; bodies; places; all (spaCy small)": found,
        "24 articles of world news: party, everybody named": f"{news['party']:.1f} %",
        "24 articles of world news: wrong names by default": f"{news['misattributed']:.1f} %",
        "calibration error: attributions; statements": f"{errors['attributions']:.3f}; {errors['statements']:.3f}",
    }
    head = "| speakers (20 development articles unless said; of statements found) | |"
    return [head, "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())]


def _fields(found: Figures) -> list[str]:
    """What stands behind a statement."""
    columns = ("record", "record, gold attributions", "news, attributions given")
    names = {
        "act": "act, accuracy",
        "hedged": "hedged, F1",
        "said_on": "first and last day, F1",
        "addressee": "addressee, F1",
        "venue": "venue, F1",
        "figures": "figures with their bounds, F1",
    }
    lines = [
        "| what stands behind a statement | from text | attributions given | world news, given | two labellers |",
        "|---|---|---|---|---|",
    ]
    for key, name in names.items():
        values = [f"{found[column][key]:.1f}" for column in columns]
        both = [found["agreement"][part][key] for part in ("polnear", "news")]
        lines.append(f"| {name} | {' | '.join(values)} | {both[0]:.0f}; {both[1]:.0f} |")
    lines.append(f"| whole record right | {found['record']['whole']:.1f} % | | | |")
    quantities, dates = found["quantities"], found["dates"]
    told = {part: f"{quantities[part]['value']:.1f}; {quantities[part]['unit']:.1f}" for part in ("all", "unseen")}
    lines.append(f"| NewsQuant, F1: value; with unit | {told['all']} (unseen quarter {told['unseen']}) | | | |")
    lines.append(f"| dates of TimeBank, kept articles, value F1 | {dates['kept']['f1']:.1f} | | | |")
    return lines


def _other(figures: Figures) -> list[str]:
    rate, start, memory = (figures[k] for k in ("rate", "start", "memory"))
    ours, best = figures["pages"]["sayso"]["f1"], figures["pages"]["trafilatura"]["f1"]
    rows = {
        "article text F1 on 990 pages (trafilatura's best mode)": f"{ours:.4f} ({best:.4f})",
        "words a CPU second, everything on (the encoder alone)": f"{rate['words_per_cpu_second']:,} "
        f"({rate['encoder_words_per_cpu_second']:,})",
        "of that, resolving speakers, beside all before it": f"{rate['resolving']:.0%}",
        "`sayso --help`; first result of a short article": f"{start['help']} s; {start['first_result']} s",
        "memory after 200, 1,000, 2,000 articles": ", ".join(f"{v:.0f} MB" for v in memory.values()),
        "100 articles read twice": "the same bytes" if figures["same_bytes"] else "different bytes",
    }
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())]


def write(readme: Path, table: str) -> None:
    """Put the table between its marks."""
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--readme", type=Path, required=True)
    args = parser.parse_args()
    figures = measure(args.shared)
    args.readme.with_name("docs").joinpath("figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    table = render(figures)
    print(table)
    write(args.readme, table)


if __name__ == "__main__":
    main()
