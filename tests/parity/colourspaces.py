"""Photos in other colour spaces against what LittleCMS, by way of Pillow, makes of them.

    colourspaces.py PHOTOS BINARIES [COUNT]

Every photo is put into each space and written with its profile; the same file, brought back to sRGB by Pillow (all of
its pixels, perceptual), is the reference. Both are indexed by the real programs in BINARIES, in a library of their own.
Prints the cosines of their embeddings; fails where one is below .998.
"""
import io
import os
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile

import numpy
from PIL import Image, ImageCms

LEAST = 0.998
CMYK = pathlib.Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")  # of Debian's libgs-common
PERCEPTUAL = ImageCms.Intent.PERCEPTUAL


def fixed(number):
    return struct.pack(">i", round(number * 65536))


def matrix_profile(red, green, blue, white, curve):
    """An ICC profile, version 4.3, of an RGB space: primaries and white in CIE xy, the curve as a tag's bytes."""
    def light(xy):
        return numpy.array([xy[0] / xy[1], 1, (1 - xy[0] - xy[1]) / xy[1]])

    bradford = numpy.array([[.8951, .2664, -.1614], [-.7502, 1.7135, .0367], [.0389, -.0685, 1.0296]])
    d50 = numpy.array([.9642, 1, .8249])
    adapted = numpy.linalg.inv(bradford) @ numpy.diag((bradford @ d50) / (bradford @ light(white))) @ bradford
    columns = numpy.array([light(red), light(green), light(blue)]).T
    columns = adapted @ (columns * numpy.linalg.solve(columns, light(white)))

    def xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)

    def text(words):
        return b"mluc\0\0\0\0" + struct.pack(">IIHHII", 1, 12, 0x656e, 0x5553, 2 * len(words), 28) \
            + words.encode("utf-16-be")

    tags = [(b"desc", text("space")), (b"cprt", text("none")), (b"wtpt", xyz(d50)),
            (b"rXYZ", xyz(columns[:, 0])), (b"gXYZ", xyz(columns[:, 1])), (b"bXYZ", xyz(columns[:, 2])),
            (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    header = struct.pack(">I4sI", start + len(data), b"\0\0\0\0", 0x04300000) + b"mntrRGB XYZ " \
        + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + b"".join(map(fixed, d50))
    return header.ljust(128, b"\0") + table + data


def gamma(value):
    return b"para\0\0\0\0\0\0\0\0" + fixed(value)


def profiles():
    d65 = (.3127, .3290)
    srgb_curve = b"para\0\0\0\0\0\3\0\0" + b"".join(map(fixed, (2.4, 1 / 1.055, .055 / 1.055, 1 / 12.92, .04045)))
    yield "Display P3", "RGB", matrix_profile((.68, .32), (.265, .69), (.15, .06), d65, srgb_curve)
    yield "Adobe RGB", "RGB", matrix_profile((.64, .33), (.21, .71), (.15, .06), d65, gamma(563 / 256))
    yield "ProPhoto", "RGB", matrix_profile((.734699, .265301), (.159597, .840403), (.036598, .000105),
                                            (.345704, .358540), gamma(1.8))
    if CMYK.exists():
        yield "CMYK", "CMYK", CMYK.read_bytes()
    else:
        print("CMYK: left out, since there is no profile (apt install libgs-common)")


def write_pair(photo, mode, profile, foreign, reference):
    """The photo in another space, as JPEG, and what that file is in sRGB, as PNG."""
    srgb = ImageCms.createProfile("sRGB")
    space = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    image = ImageCms.profileToProfile(photo, srgb, space, PERCEPTUAL, mode)
    image.save(foreign, quality=95, subsampling=0, icc_profile=profile)
    stored = Image.open(foreign)
    stored.load()
    ImageCms.profileToProfile(stored, space, srgb, PERCEPTUAL, "RGB").save(reference)


def indexed(folder, binaries, home):
    """Path below the folder -> embedding."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", SEMBLANCE_BIN_DIR=binaries,
                       **{name: str(home) for name in names})
    subprocess.run([f"{binaries}/semblance-cli", "index", str(folder)], check=True, env=environment,
                   stdout=subprocess.DEVNULL)
    vectors = {}
    library = next(home.rglob("library.db"))
    with sqlite3.connect(next(library.parent.glob("vectors-*.db"))) as database:
        for key, half in database.execute("SELECT key, half FROM vector"):
            vectors[key] = numpy.frombuffer(half, "<f2").astype("f8")
    with sqlite3.connect(library) as database:
        rows = database.execute("SELECT path, key FROM file JOIN content ON content.id = file.content")
        return {path: vectors[key] for path, key in rows}


def cosine(a, b):
    return float(a @ b / numpy.sqrt((a @ a) * (b @ b)))


def main():
    photos, binaries = pathlib.Path(sys.argv[1]), sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 54
    files = sorted(photos.glob("*.jpg"))
    files = files[::max(1, len(files) // count)][:count]
    known = list(profiles())
    with tempfile.TemporaryDirectory() as scratch:
        home, folder = pathlib.Path(scratch, "home"), pathlib.Path(scratch, "pictures")
        home.mkdir()
        for name, mode, profile in known:
            (folder / name).mkdir(parents=True)
            for file in files:
                photo = Image.open(file).convert("RGB")
                write_pair(photo, mode, profile, folder / name / f"{file.stem}.jpg", folder / name / f"{file.stem}.png")
        vectors = indexed(folder, binaries, home)
    failed = False
    for name, _, _ in known:
        cosines = sorted(cosine(vectors[f"{name}/{file.stem}.jpg"], vectors[f"{name}/{file.stem}.png"])
                         for file in files)
        print(f"{name:12} {len(cosines)} photos   least {cosines[0]:.5f}   median {cosines[len(cosines) // 2]:.5f}")
        failed = failed or cosines[0] < LEAST
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
