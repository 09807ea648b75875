#!/usr/bin/env python3
"""Retrieval quality of the whole program: `semblance-cli index` and `search --batch` on the val
splits of ../shared/data, with the model's defaults and nothing but the command line.

    tests/bench/quality.py [--bin build/release/bin] [--data ../shared/data] [--mix M]

photos          each caption finds its photo among the split's photos: R@1, R@5, R@10
fashion colour  "that is red" to a product in another colour; right: the products of the same kind
                and gender in red, at least 3 of them; 1,500 queries evenly over all pairs
fashion family  the same question; right: the products of the same name less its colour words, of
                the same kind, in red
Composed searches leave the reference out. mAP@10: AP@10 = sum of precisions at right answers among
the first 10, divided by min(10, number of right answers).
"""

import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MOST_QUERIES = 1500
LEAST_RIGHT = 3
NO_COLOURS = {"NA", "Multi"}


def read_table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Library:
    """A library of its own, through the command line."""

    def __init__(self, cli, directory):
        self.cli = cli
        self.directory = directory

    def index(self, pictures):
        folder = pathlib.Path(self.directory) / "pictures"
        folder.mkdir()
        for picture in pictures:
            (folder / picture.name).symlink_to(picture)
        started = time.monotonic()
        answer = subprocess.run(
            [self.cli, "index", "--library", f"{self.directory}/library", "--json", folder],
            stdout=subprocess.PIPE, check=True)
        summary = json.loads(answer.stdout.splitlines()[-1])
        if summary["failed"] or summary["indexed"] != len(pictures):
            sys.exit(f"quality: not all pictures were indexed: {summary}")
        print(f"  {len(pictures)} pictures indexed in {time.monotonic() - started:.0f} s")
        self.folder = folder

    def answers(self, queries, options):
        """The answer to every query, as the command line gives it."""
        lines = "\n".join(json.dumps({"id": i, **query}) for i, query in enumerate(queries))
        started = time.monotonic()
        answer = subprocess.run(
            [self.cli, "search", "--library", f"{self.directory}/library", "--json", "--batch",
             "-", *options],
            input=lines.encode(), stdout=subprocess.PIPE, check=True)
        print(f"  {len(queries)} queries in {time.monotonic() - started:.0f} s")
        results = [json.loads(line) for line in answer.stdout.splitlines()]
        for i, result in enumerate(results):
            assert result["id"] == i and "error" not in result, result
        return results

    def search(self, queries, options):
        """Results of every query, as lists of file names, best first."""
        return [[pathlib.PurePath(item["path"]).name for item in result["results"]]
                for result in self.answers(queries, options)]


def recall(found, right, k):
    hits = sum(1 for names, wanted in zip(found, right) if wanted & set(names[:k]))
    return 100 * hits / len(found)


def mean_average_precision(found, right, k):
    total = 0
    for names, wanted in zip(found, right):
        hits = 0
        precisions = 0
        for rank, name in enumerate(names[:k], start=1):
            if name in wanted:
                hits += 1
                precisions += hits / rank
        total += precisions / min(k, len(wanted))
    return 100 * total / len(found)


def report(name, queries, values):
    figures = "  ".join(f"{what} {value:.1f}" for what, value in values)
    print(f"{name} ({queries} queries): {figures}", flush=True)


def photos(cli, data):
    rows = [row for row in read_table(data / "captions.tsv") if row["split"] == "val"]
    with tempfile.TemporaryDirectory() as directory:
        library = Library(cli, directory)
        library.index([data / "images" / name for name in dict.fromkeys(r["image"] for r in rows)])
        found = library.search([{"text": row["caption"], "limit": 10} for row in rows], [])
    right = [{row["image"]} for row in rows]
    report("photos, caption to photo", len(rows),
           [(f"R@{k}", recall(found, right, k)) for k in (1, 5, 10)])


def spread(items, most):
    return [items[i * len(items) // most] for i in range(most)] if len(items) > most else items


def composed_queries(products, key, least_right):
    groups = collections.defaultdict(lambda: collections.defaultdict(list))
    for product in products:
        groups[key(product)][product["baseColour"]].append(product)
    queries = []
    for product in products:
        for colour, right in sorted(groups[key(product)].items()):
            if colour == product["baseColour"] or colour in NO_COLOURS or len(right) < least_right:
                continue
            queries.append((product, colour, {f"{other['id']}.jpg" for other in right}))
    return spread(queries, MOST_QUERIES)


def fashion(cli, data, options):
    table = read_table(data / "styles.tsv")
    colour_words = {word for row in table if row["baseColour"] not in NO_COLOURS
                    for word in row["baseColour"].lower().split()}
    products = [row for row in table if row["split"] == "val"]

    def family(product):
        words = product["productDisplayName"].lower().split()
        return (" ".join(w for w in words if w not in colour_words), product["subCategory"])

    sets = {
        "fashion, colour change":
            composed_queries(products, lambda p: (p["subCategory"], p["gender"]), LEAST_RIGHT),
        "fashion, product family": composed_queries(products, family, 1),
    }
    with tempfile.TemporaryDirectory() as directory:
        library = Library(cli, directory)
        library.index([data / "images" / f"{product['id']}.jpg" for product in products])
        for name, queries in sets.items():
            found = library.search(
                [{"image": str(library.folder / f"{product['id']}.jpg"),
                  "modify": f"that is {colour.lower()}", "limit": 10}
                 for product, colour, _ in queries], options)
            right = [wanted for _, _, wanted in queries]
            report(name, len(queries),
                   [("R@1", recall(found, right, 1)), ("R@10", recall(found, right, 10)),
                    ("mAP@10", mean_average_precision(found, right, 10))])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--mix", help="of composed searches; without it the model's default")
    arguments = parser.parse_args()
    cli = arguments.bin / "semblance-cli"
    if not cli.exists():
        sys.exit(f"quality: {cli} is not there; build the program first, or give --bin.")
    if not arguments.data.is_dir():
        sys.exit(f"quality: {arguments.data} is not there; without the data there is nothing to "
                 "measure.")
    photos(cli, arguments.data / "photos")
    fashion(cli, arguments.data / "fashion", ["--mix", arguments.mix] if arguments.mix else [])


if __name__ == "__main__":
    main()
