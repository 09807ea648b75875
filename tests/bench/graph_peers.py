#!/usr/bin/env python3
"""The other side of bench_graph: hnswlib and faiss over the same vectors, on one thread.

    python3 -m venv ENV && ENV/bin/pip install numpy hnswlib==0.8.0 faiss-cpu==1.15.1
    SEMBLANCE_BENCH_KEEP=FOLDER build/release/tests/bench_graph
    ENV/bin/python tests/bench/graph_peers.py FOLDER [--links 16] [--build-width 200] [--recall 0.99]

Prints recall@50 and processor time a query (which a busy machine changes less) by the rows that a
walk keeps, as bench_graph does of ours, and what the time is at one recall, between two of these.
All get the same number of links and the same width while building; what was built stays in FOLDER.
hnswlib and "faiss" keep fp32 numbers, "faiss fp16" half precision, as ours.
"""

import argparse
import math
import os
import pathlib
import time

import faiss
import hnswlib
import numpy

DIM, BEST, ROUNDS = 512, 50, 5
WIDTHS = (50, 75, 100, 150, 200, 300, 450, 600, 900, 1200, 1800)
PIECE = 50_000


class Hnswlib:
    name = "hnswlib"

    def __init__(self, path, vectors, options):
        self.index = hnswlib.Index(space="ip", dim=DIM)
        if path.exists():
            self.index.load_index(str(path))
        else:
            self.index.init_index(max_elements=len(vectors), M=options.links,
                                  ef_construction=options.build_width)
            for at in range(0, len(vectors), PIECE):
                self.index.add_items(vectors[at:at + PIECE].astype(numpy.float32),
                                     numpy.arange(at, min(at + PIECE, len(vectors))))
            self.index.save_index(str(path))
        self.index.set_num_threads(1)

    def search(self, queries, width):
        self.index.set_ef(width)
        return self.index.knn_query(queries, k=BEST, num_threads=1)[0]


class Faiss:
    name = "faiss"

    def __init__(self, path, vectors, options):
        if path.exists():
            self.index = faiss.read_index(str(path))
            return
        self.index = self.make(options.links)
        self.index.hnsw.efConstruction = options.build_width
        if not self.index.is_trained:
            self.index.train(vectors[:PIECE].astype(numpy.float32))
        # All at once, as the library wants it: it adds the rows level by level.
        self.index.add(numpy.asarray(vectors, dtype=numpy.float32))
        faiss.write_index(self.index, str(path))

    @staticmethod
    def make(links):
        return faiss.IndexHNSWFlat(DIM, links, faiss.METRIC_INNER_PRODUCT)

    def search(self, queries, width):
        self.index.hnsw.efSearch = width
        return self.index.search(queries, BEST)[1]


class FaissHalf(Faiss):
    name = "faiss fp16"

    @staticmethod
    def make(links):
        return faiss.IndexHNSWSQ(DIM, faiss.ScalarQuantizer.QT_fp16, links, faiss.METRIC_INNER_PRODUCT)


def recall(found, exact):
    return sum(len(numpy.intersect1d(a, b)) for a, b in zip(found, exact)) / exact.size


def measure(peer, queries, exact):
    """(recall, milliseconds) by width."""
    points = []
    for width in WIDTHS:
        best = math.inf
        for _ in range(ROUNDS):
            begin = time.process_time()
            found = peer.search(queries, width)
            best = min(best, (time.process_time() - begin) / len(queries))
        points.append((recall(found, exact), best * 1000))
        print(f"{peer.name}, width {width}: recall@{BEST} {points[-1][0]:.4f}, "
              f"{points[-1][1]:.3f} ms of processor time a query", flush=True)
    return points


def time_at(points, wanted):
    """Between the two widths around that recall; nothing outside them."""
    for (low, fast), (high, slow) in zip(points, points[1:]):
        if low <= wanted <= high and high > low:
            return fast + (slow - fast) * (wanted - low) / (high - low)
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--links", type=int, default=16)
    parser.add_argument("--build-width", type=int, default=200)
    parser.add_argument("--recall", type=float, default=0.99)
    options = parser.parse_args()
    vectors = numpy.memmap(options.folder / "vectors.f16", numpy.float16, "r").reshape(-1, DIM)
    queries = numpy.fromfile(options.folder / "queries.f32", numpy.float32).reshape(-1, DIM)
    exact = numpy.fromfile(options.folder / "exact.u32", numpy.uint32).reshape(-1, BEST)
    for make in (Hnswlib, Faiss, FaissHalf):
        path = options.folder / f"{make.name}-{options.links}-{options.build_width}.index"
        begin = time.monotonic()
        faiss.omp_set_num_threads(len(os.sched_getaffinity(0)))
        peer = make(path, vectors, options)
        print(f"{make.name}: ready after {time.monotonic() - begin:.0f} s", flush=True)
        faiss.omp_set_num_threads(1)
        at = time_at(measure(peer, queries, exact), options.recall)
        print(f"{peer.name} at recall {options.recall}: "
              + (f"{at:.3f} ms" if at else "not reached, or by every width"), flush=True)


if __name__ == "__main__":
    main()
