#!/usr/bin/env python3
"""Makes a PNG of the screen of an X server (the file that Xvfb -fbdir keeps): xwd2png.py SCREEN PNG

Prints its size and how many colours it has; ends with 1 when there are too few for a window to be on it.
"""
import struct
import sys
import zlib

LEAST_COLOURS = 200


def main():
    with open(sys.argv[1], "rb") as file:
        screen = file.read()
    header = struct.unpack(">25I", screen[:100])
    header_size, width, height, bits, line, colours = header[0], header[4], header[5], header[11], header[12], header[19]
    if bits != 32:
        sys.exit(f"xwd2png: a screen of {bits} bits a pixel is not read.")
    start = header_size + 12 * colours
    rows = []
    seen = set()
    for y in range(height):
        row = screen[start + y * line:start + y * line + 4 * width]
        rgb = bytearray(3 * width)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        seen.update(row[at:at + 3] for at in range(0, 4 * width, 4))
        rows.append(b"\0" + bytes(rgb))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(sys.argv[2], "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + chunk(b"IEND", b""))
    print(f"   {sys.argv[2]}: {width} x {height}, {len(seen)} colours")
    if len(seen) < LEAST_COLOURS:
        sys.exit("xwd2png: the screen is as good as empty.")


main()
