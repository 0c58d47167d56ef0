"""A picture of a page as a small PNG: 256 colours are enough for text on a ground."""

import base64
import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

Pixels = NDArray[np.uint8]

COLOURS = 256
DECODE = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  return Array.from({ length: image.height }, (_, y) =>
    btoa(String.fromCharCode(...data.subarray(y * image.width * 4, (y + 1) * image.width * 4))));
}"""


def smaller(png: bytes, blank: Page) -> bytes:
    """The same picture with a palette; the browser's empty page decodes it."""
    rows = blank.evaluate(DECODE, base64.b64encode(png).decode())
    pixels = np.array([np.frombuffer(base64.b64decode(row), np.uint8).reshape(-1, 4)[:, :3] for row in rows])
    palette, indices = _reduced(pixels)
    return b"".join([b"\x89PNG\r\n\x1a\n", *_chunks(palette, indices)])


def _reduced(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The commonest colours, and for each pixel the nearest of them."""
    colours, each, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:COLOURS]]
    distances = ((colours[:, None].astype(int) - palette[None]) ** 2).sum(axis=2)
    return palette, distances.argmin(axis=1).astype(np.uint8)[each].reshape(pixels.shape[:2])


def _chunks(palette: Pixels, indices: Pixels) -> Iterator[bytes]:
    """The chunks of an indexed PNG, rows unfiltered (PNG 11.2)."""
    height, width = indices.shape
    rows = np.insert(indices, 0, 0, axis=1).tobytes()
    for name, data in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ):
        yield struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
