"""PNG of pictures where there is no browser: drawn by resvg with the fonts of this machine."""

import struct
from functools import cache
from zlib import crc32

import resvg_py

from dashboard.theme import MEASURED_FONTS

DPI = 96  # of an SVG
INCH = 0.0254  # m
HEAD = 33  # bytes of a PNG before its second part


def png_of(svg: str, scale: float) -> bytes:
    """So many pixels for each of the SVG; it says so, and programs show it as large as that."""
    return _with_dpi(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale), DPI * scale)


def _with_dpi(png: bytes, dpi: float) -> bytes:
    dots = round(dpi / INCH)
    content = b"pHYs" + struct.pack(">IIB", dots, dots, 1)
    part = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", crc32(content))
    return png[:HEAD] + part + png[HEAD:]


@cache
def draws_chinese() -> bool:
    """Whether two characters look different, which they do not where both are left out or are an empty box."""
    return len({resvg_py.svg_to_bytes(svg_string=_sample(one)) for one in "中文"}) == 2


def _sample(character: str) -> str:
    fonts = MEASURED_FONTS["zh"].replace('"', "'")
    text = f'<text x="2" y="20" font-size="20" font-family="{fonts}">{character}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">{text}</svg>'
