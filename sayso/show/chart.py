"""How many a month, as a small chart: a line for each year, a block for each month."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from sayso.show.paper import Paper

_BLOCKS = " ▁▂▃▄▅▆▇█"
#: What stands in where the encoding has no blocks.
_PLAIN = " .:-=+*%#"
_MONTHS = "JFMAMJJASOND"
#: Years without anything are left out where there would be more lines than this.
_MOST_YEARS = 12


def set_months(counts: Mapping[str, int], paper: Paper) -> Iterator[Text]:
    """The lines of the chart of counts by month ("2016-05")."""
    if not counts:
        return
    most = max(counts.values())
    blocks = _BLOCKS if _can_draw(paper) else _PLAIN
    years = sorted({month[:4] for month in counts})
    if int(years[-1]) - int(years[0]) < _MOST_YEARS:
        years = [f"{year:04}" for year in range(int(years[0]), int(years[-1]) + 1)]
    yield paper.ink_part(f"        {' '.join(_MONTHS)}", "dim")
    for year in years:
        months = [counts.get(f"{year}-{month:02}", 0) for month in range(1, 13)]
        drawn = " ".join(blocks[-(-count * (len(blocks) - 1) // most)] for count in months)
        yield Text.assemble(paper.ink_part(f"  {year}  ", "dim"), paper.mark(drawn, "cyan"), f"  {sum(months):,}")


def _can_draw(paper: Paper) -> bool:
    try:
        _BLOCKS.encode(paper.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
