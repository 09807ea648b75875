#!/usr/bin/env python3
"""Where results end, and what negatives leave behind: `semblance-cli index` and `search --batch` on
the val splits of ../shared/data, with nothing but the command line.

    tests/bench/resultsend.py [--bin build/release/bin] [--data ../shared/data]

Libraries: the photos, the products, both.

present, absent  200 sentences each about what the photos show and do not show (resultsend/*.txt): how
                 often nothing fits
words            what a photo shows, by its captions: right in two of five or more; one caption that
                 says so, or words in different ones, leaves it open. Products by kind and colour
colours          "that is red" to a product in another colour; right: the products of the same kind
                 and gender in red, at least 3 of them
captions         one caption of each photo; right: that photo alone, though others may fit
At the line: precision (of queries with a line), recall, and recall as a part of that at the deepest
place where precision is a half.

negatives        "a bag" not "red", "dog" not "snow", also with a picture that shows both as the
                 reference: right answers and unwanted ones among the first 10
"""

import argparse
import pathlib
import random
import re
import sys
import tempfile

from quality import Library, read_table

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ALL = 10_000
FIRST = 10
CALLED = {
    "Shoes": "shoes", "Bags": "a bag", "Watches": "a watch", "Topwear": "a shirt",
    "Bottomwear": "trousers", "Sandal": "sandals", "Eyewear": "sunglasses",
    "Jewellery": "jewellery", "Belts": "a belt", "Wallets": "a wallet", "Dress": "a dress",
    "Socks": "socks", "Ties": "a tie", "Headwear": "a cap", "Fragrance": "perfume",
    "Flip Flops": "flip flops", "Innerwear": "underwear", "Saree": "a saree",
    "Nails": "nail polish", "Lips": "lipstick", "Scarves": "a scarf"}
# Products that photos show, too: what is right among the photos nobody has written down.
WORN = re.compile("shirt|dress|trousers|shoes|sunglasses|cap|uniform|hat$|helmet|ball$|clock|watch")
PAIRED = ("dog snow beach bicycle soccer skateboard mountain tree street car water grass ball swing "
          "bike tennis boat sand fence bench building field helmet man woman boy girl child people "
          "night red blue black white brown yellow running jumping sitting climbing playing hat rock "
          "crowd baby dress smiling").split()


def lines(name):
    return (HERE / "resultsend" / name).read_text(encoding="utf-8").splitlines()


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers) if numbers else 0.0


class Photos:
    def __init__(self, data):
        self.captions = {}
        for row in read_table(data / "photos/captions.tsv"):
            if row["split"] == "val":
                self.captions.setdefault(row["image"], []).append(row["caption"])
        self.pictures = [data / "photos/images" / name for name in self.captions]
        self.stems = {name: [{self.stem(w) for w in self.words(c)} for c in captions]
                      for name, captions in self.captions.items()}

    @staticmethod
    def words(text):
        return re.findall(r"[a-z']+", text.lower())

    @staticmethod
    def stem(word):
        return re.sub(r"(ing|es|s|er|ers)$", "", word)

    def showing(self, words):
        """Names of photos that show it, and of those of which it is open."""
        wanted = [self.stem(w) for w in self.words(words)
                  if w not in ("in", "a", "of", "with", "an", "the", "on", "at")]
        right, open_ = set(), set()
        for name, captions in self.stems.items():
            said = sum(all(w in c for w in wanted) for c in captions)
            if said >= 2:
                right.add(name)
            elif said or all(any(w in c for c in captions) for w in wanted):
                open_.add(name)
        return right, open_


class Products:
    def __init__(self, data):
        self.rows = {row["id"] + ".jpg": row for row in read_table(data / "fashion/styles.tsv")
                     if row["split"] == "val"}
        self.pictures = [data / "fashion/images" / name for name in self.rows]

    def having(self, **values):
        return {name for name, row in self.rows.items()
                if all(row[key] == value for key, value in values.items())}

    def asked(self):
        """Pairs of words and the products they mean."""
        colours = sorted({row["baseColour"] for row in self.rows.values()})
        for kind, called in CALLED.items():
            whole = self.having(subCategory=kind)
            if len(whole) >= 2:
                yield called, whole
            for colour in colours:
                some = self.having(subCategory=kind, baseColour=colour)
                if len(some) >= 3:
                    word = colour.lower()
                    yield (f"a {word} {called[2:]}" if called.startswith("a ")
                           else f"{word} {called}"), some


def ask(library, queries):
    """(names, best first; how many are good) of every query."""
    answers = library.answers([dict(query, limit=ALL) for query in queries], [])
    return [([pathlib.Path(found["path"]).name for found in answer["results"]],
             answer.get("good")) for answer in answers]


def report_line(title, library, queries):
    """`queries`: (query, right, open). Open and left-out pictures do not count."""
    precisions, recalls, possible, found = [], [], [], []
    for (names, good), (_, right, open_) in zip(ask(library, [q[0] for q in queries]), queries):
        hits, kept, deepest, recall_there = 0, 0, 0, 0.0
        recall = 0.0
        for place, name in enumerate(names):
            if name not in open_:
                kept += 1
                hits += name in right
                if hits / kept >= 0.5:
                    recall_there = hits / len(right)
            if place + 1 == good and kept:
                recall = hits / len(right)
                precisions.append(hits / kept)
        recalls.append(recall)
        possible.append(recall_there)
        found.append(bool(good))
    part = mean(recalls) / mean(possible) if mean(possible) else 0.0
    print(f"  {title:<20} {len(queries):4} queries: precision {mean(precisions):.2f}, recall "
          f"{mean(recalls):.2f}, {part:.2f} of what precision .5 allows; nothing fits "
          f"{1 - mean(found):.2f}", flush=True)


def report_presence(title, library, sentences):
    nothing = [good == 0 for _, good in ask(library, [{"text": s} for s in sentences])]
    print(f"  {title:<20} {len(sentences):4} sentences: nothing fits {mean(nothing):.3f}",
          flush=True)


def composed(products, folder):
    draw = random.Random(5)
    pairs = []
    for name, row in products.rows.items():
        for colour in sorted({r["baseColour"] for r in products.rows.values()} - {row["baseColour"]}):
            right = products.having(subCategory=row["subCategory"], gender=row["gender"],
                                    baseColour=colour)
            if len(right) >= 3:
                pairs.append(({"image": str(folder / name), "modify": f"that is {colour.lower()}"},
                              right, set()))
    draw.shuffle(pairs)
    return pairs[:160]


def negations(photos, products):
    """(wanted, unwanted, right, bad, what does not count)."""
    draw = random.Random(3)
    shown = {word: photos.showing(word) for word in PAIRED}
    pairs, asked = [], {}
    for wanted, (right, open_) in shown.items():
        for unwanted, (bad, unclear) in shown.items():
            left, both = right - bad - unclear, right & bad
            if wanted != unwanted and len(both) >= 4 and len(left) >= 6:
                pairs.append((wanted, unwanted, left, both, open_ | (unclear & right)))
    draw.shuffle(pairs)
    some = []
    for pair in pairs:
        asked[pair[0]] = asked.get(pair[0], 0) + 1
        if asked[pair[0]] <= 5:
            some.append(pair)
    some = some[:120]
    kinds = []
    for kind, called in CALLED.items():
        whole = products.having(subCategory=kind)
        for colour in sorted({products.rows[name]["baseColour"] for name in whole}):
            bad = products.having(subCategory=kind, baseColour=colour)
            if len(bad) >= 2 and len(whole - bad) >= 5:
                kinds.append((called, colour.lower(), whole - bad, bad, set()))
    draw.shuffle(kinds)
    return some, kinds[:100]


def report_negatives(title, library, pairs, pictured):
    draw = random.Random(9)
    queries = []
    for wanted, unwanted, _, bad, _ in pairs:
        query = {"not": unwanted}
        if pictured:
            query["image"] = str(library.folder / draw.choice(sorted(bad)))
        else:
            query["text"] = wanted
        queries.append(query)
    right, bad, worst = [], [], []
    for (names, _), query, (_, _, good, unwanted, uncounted) in zip(ask(library, queries), queries,
                                                                   pairs):
        reference = pathlib.Path(query.get("image", "")).name
        first = [n for n in names if n not in uncounted and n != reference][:FIRST]
        right.append(sum(n in good for n in first) / FIRST)
        bad.append(sum(n in unwanted for n in first) / FIRST)
        worst.append(first[0] in unwanted)
    print(f"  {title:<20} {len(pairs):4} queries: right {mean(right):.3f}, unwanted {mean(bad):.3f} "
          f"of the first {FIRST}; unwanted first {mean(worst):.3f}", flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--bin", default=ROOT / "build/release/bin", type=pathlib.Path)
    options.add_argument("--data", default=ROOT.parent / "shared/data", type=pathlib.Path)
    options = options.parse_args()
    if not options.data.is_dir():
        sys.exit(f"resultsend: {options.data} is not there: nothing to measure with")
    photos, products = Photos(options.data), Products(options.data)
    words = [({"text": w}, *photos.showing(w)) for w in lines("shown.txt")]
    words = [query for query in words if len(query[1]) >= 2]
    asked = [({"text": w}, right, set()) for w, right in products.asked()]
    every = set(photos.captions)
    captions = [({"text": texts[0]}, {name}, set()) for name, texts in photos.captions.items()]
    with tempfile.TemporaryDirectory() as folder:
        def library(name, pictures):
            path = pathlib.Path(folder) / name
            path.mkdir()
            made = Library(options.bin / "semblance-cli", path)
            made.index(pictures)
            return made

        print("photos")
        one = library("photos", photos.pictures)
        report_presence("present", one, lines("present.txt"))
        report_presence("absent", one, lines("absent.txt"))
        report_line("words", one, words)
        report_line("captions", one, captions)
        print("products")
        two = library("products", products.pictures)
        report_line("words", two, asked)
        report_line("colours", two, composed(products, two.folder))
        print("both")
        both = library("both", photos.pictures + products.pictures)
        report_presence("present", both, lines("present.txt"))
        report_presence("absent", both, lines("absent.txt"))
        report_line("words, photos", both, [q for q in words if not WORN.search(q[0]["text"])])
        report_line("words, products", both, [(q, right, every) for q, right, _ in asked
                                              if not WORN.search(q["text"])])
        report_line("colours", both, composed(products, both.folder))
        of_photos, of_products = negations(photos, products)
        for pictured in (False, True):
            name = "picture" if pictured else "words"
            report_negatives(f"photos, {name}", both,
                             [(w, u, r, b, o | set(products.rows)) for w, u, r, b, o in of_photos],
                             pictured)
            report_negatives(f"products, {name}", both, of_products, pictured)


if __name__ == "__main__":
    main()
