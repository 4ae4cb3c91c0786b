"""The poster face as Pillow draws it, from the same file that the pages are served."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont


@lru_cache(maxsize=128)
def poster(points: int) -> ImageFont.FreeTypeFont:
    """Return Fjalla One at `points` pixels, laid out the same on every machine."""
    return ImageFont.truetype(BytesIO(_file()), points, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _file() -> bytes:
    return (files("font_fjallaone") / "files" / "FjallaOne-Regular.ttf").read_bytes()
