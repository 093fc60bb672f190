"""A dump of GeoNames of a dozen lines, in the form of the full one.

In:  a folder
Out: the files that a user downloads, in it

Identifiers, names and points of real places: GeoNames, CC BY 4.0. Places of identifiers above
90,000,000 are invented.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

#: id, name, ASCII name, latitude, longitude, class, code, country, units, population, last change.
PLACES = """
585225|Şuşa|Susa|39.76|46.75|P|PPLA2|AZ|50||5000|2024-03-02
147626|Lachin|Lachin|39.64|46.55|P|PPLA2|AZ|33||2190|2023-01-01
786714|Pristina|Pristina|42.67|21.17|P|PPLC|XK|||161751|2023-05-05
4736286|Texas|Texas|31.25|-99.25|A|ADM1|US|TX||22875689|2022-01-01
4717560|Paris|Paris|33.66|-95.56|P|PPLA2|US|TX|277|24782|2022-02-02
4705086|Lamar County|Lamar County|33.67|-95.57|A|ADM2|US|TX|277|49793|
2988507|Paris|Paris|48.85|2.35|P|PPLC|FR|11|75|2138551|2024-05-31
6255147|Asia|Asia|29.84|89.3|L|CONT||||3812366000|2019-01-01
90000001|Kerrin|Kerrin|10.5|20.5|T|ISL||||0|2020-01-01
90000002|Mount Osk|Mount Osk|10.6|20.6|T|MT||||0|2020-01-01
90000003|Velden Bridge|Velden Bridge|9.5|21.0|S|BDG|CS|00||0|2020-01-01
90000005|Orvelden|Orvelden|39.7|46.5|P|PPL|AZ|33||50000|2020-01-01
90000004|Route 9|Route 9|9.6|21.0|R|RD|AZ|33||0|2025-01-01
3017382|France|France|46.0|2.0|A|PCLI|FR|00||66987244|2023-01-01
""".strip().split("\n")
#: id of the place, language, name, preferred, historic.
NAMES = (
    (585225, "en", "Shushi", "", ""),
    (585225, "ru", "Шуша", "", ""),
    (147626, "az", "Laçın", "1", ""),
    (147626, "fr", "Latchine", "", ""),
    (147626, "", "Lachin Town", "", ""),
    (2988507, "iata", "PAR", "", ""),
    (2988507, "link", "https://en.wikipedia.org/wiki/Paris", "", ""),
    (2988507, "post", "75001", "", ""),
    (2988507, "la", "Lutetia", "", "1"),
    (2988507, "en", "City of Paris", "1", ""),
    (2988507, "en", "Old Paris", "1", "1"),
    (90000004, "en", "Ninth Road", "1", ""),
)
FIRST_UNITS = (("US.TX", "Texas", "Texas", 4736286), ("AZ.33", "Lachin Rayon", "", 147999))
SECOND_UNITS = (("US.TX.277", "Lamar County", "Lamar County", 4705086),)
COUNTRIES = (("AZ", "AZE"), ("US", "USA"), ("FR", "FRA"), ("XK", "XKX"))
#: What lies in what: the island in Texas, the mountain on the island.
HIERARCHY = ((4736286, 90000001), (90000001, 90000002), (6255147, 585225))


def write_dump(folder: Path, *, zipped: bool = True) -> Path:
    """Write the whole small dump; the two large tables packed, if wanted."""
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder, "allCountries", [place_row(place) for place in PLACES], zipped=zipped)
    names = [
        f"{number}\t{place}\t{language}\t{name}\t{preferred}\t\t\t{historic}\t\t"
        for number, (place, language, name, preferred, historic) in enumerate(NAMES, start=1)
    ]
    write_table(folder, "alternateNamesV2", names, zipped=zipped)
    for table, units in (("admin1CodesASCII", FIRST_UNITS), ("admin2Codes", SECOND_UNITS)):
        write_table(folder, table, ["\t".join(map(str, unit)) for unit in units])
    countries = ["#ISO\tISO3", *(f"{two}\t{three}" + "\t" * 17 for two, three in COUNTRIES)]
    write_table(folder, "countryInfo", countries)
    write_table(folder, "hierarchy", [f"{above}\t{below}\tADM" for above, below in HIERARCHY])
    return folder


def place_row(place: str) -> str:
    """A line of allCountries."""
    one, name, plain, north, east, letter, code, country, first, second, people, changed = (
        place.split("|")
    )
    return (
        f"{one}\t{name}\t{plain}\t\t{north}\t{east}\t{letter}\t{code}\t{country}\t\t{first}\t"
        f"{second}\t\t\t{people}\t\t0\tUTC\t{changed}"
    )


def write_table(folder: Path, table: str, lines: list[str], *, zipped: bool = False) -> Path:
    """Write one table, as a .txt or as a .zip around it; returns the file."""
    content = "".join(f"{line}\n" for line in lines)
    path = folder / f"{table}.{'zip' if zipped else 'txt'}"
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"{table}.txt", content)
    else:
        path.write_text(content, encoding="utf-8")
    return path
