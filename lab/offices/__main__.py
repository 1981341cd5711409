"""`python -m lab.offices --shared DIR --out FILE`: the table of offices, made anew from the lists."""

import argparse
import gzip
from datetime import date
from pathlib import Path

from lab.offices import congress, countryinfo, phoenix, settle
from lab.offices.own import put_over, read_own
from lab.offices.rows import Row, key_of
from lab.offices.words import country_words


def build_table(actors: Path) -> str:
    """The table as text: a line `c` for each country with its words, a line `o` for each office held.

    `actors` is the folder with the three lists. Sorted, so that the same lists make the same bytes.
    """
    countries = list(countryinfo.read_countries(_text(actors / "countryinfo/CountryInfo.120116.txt.gz")))
    listed = country_words(countries)
    lines = ["\t".join(("c", code, name, "|".join(words))) for code, name, words in listed]
    rows = settle.joined([*_national(countries), *_world(actors / "phoenix"), *_congress(actors / "us_congress")])
    rows = put_over(rows, list(read_own(listed)))
    lines += sorted("\t".join(("o", *_cells(row))) for row in rows if len(row.name) > 2)
    return "\n".join(lines) + "\n"


def _national(countries: list[countryinfo.Country]) -> list[Row]:
    """What CountryInfo has of the world; of the United States' president and vice-president Congress has better."""
    leaders: list[Row] = []
    government: list[Row] = []
    american: list[Row] = []
    for country in countries:
        if country.code == "USA":
            american += countryinfo.government(country)
        else:
            leaders += countryinfo.leaders(country)
            government += countryinfo.government(country)
    government = settle.unseen_moves(government)
    newest: dict[str, date] = {}
    for row in leaders:
        for day in (row.first, row.last):
            if day and day <= settle.LISTED:
                newest[row.country] = max(day, newest.get(row.country, day))
    led = settle.settle_leaders(leaders, [r for r in government if r.office in settle.LEADERS], newest)
    rest = settle.settle_government([r for r in government if r.office not in settle.LEADERS])
    return [*led, *rest, *(row.ending(countryinfo.AMERICAN_LIST) for row in american)]


def _world(folder: Path) -> list[Row]:
    return list(phoenix.heads(phoenix.read_actors(_text(folder / "Phoenix.International.actors.txt.gz"))))


def _congress(folder: Path) -> list[Row]:
    found = [*congress.executive(congress.read_people(_text(folder / "executive.yaml.gz")))]
    return [*found, *congress.legislators(congress.read_people(_text(folder / "legislators-current.yaml.gz")))]


def _text(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def _cells(row: Row) -> tuple[str, ...]:
    days = (day.isoformat() if day else "" for day in (row.first, row.last))
    return (*key_of(row), *days, row.name, row.wikidata, row.bioguide, row.source, row.seat)


def main() -> None:
    """Writes the table; the bytes depend on nothing but the lists."""
    parser = argparse.ArgumentParser(prog="python -m lab.offices", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/actors")
    parser.add_argument("--out", type=Path, required=True, help="the table, gzipped")
    options = parser.parse_args()
    table = build_table(options.shared / "data" / "actors")
    options.out.write_bytes(gzip.compress(table.encode(), mtime=0))


if __name__ == "__main__":
    main()
