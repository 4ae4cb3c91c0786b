"""A file that somebody chose, rebuilt from its pixels alone in up to three sizes. Pure.

Nothing else of the file gets through: no place, no device, no comment, no thumbnail, no color
profile, nothing that hangs on its end. What it was is not kept.

The size is read from the head of the file before a pixel is decoded. One picture is worked on at
a time in a process, so that several at once take no more memory than one.
"""

from __future__ import annotations

import io
import os
import re
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

import pillow_heif
from PIL import Image, ImageCms

from freedomcities.lib.errors import Refusal
from freedomcities.media.refusals import (
    Moves,
    NoPicture,
    TooManyBytes,
    TooManyPixels,
    TooNarrow,
    TooSmall,
)

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_PIXELS_OF_WEBP = 20_000_000
"""Its decoder holds the whole picture four times over; the others once or twice."""
SHORTEST_SIDE = 100
MOST_TIMES_AS_LONG = 8
MOST_SCANS = 100
"""A JPEG that sharpens while it loads has about ten; each takes as long as the whole picture."""
WIDTHS = (480, 960, 1600)
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_MOVING = {"PNG", "WEBP"}
"""Of HEIC and JPEG the first is the picture; others are its depth, or the next of a burst."""
_QUALITY = 80
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = {5, 6, 7, 8}
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""Between the parts of a JPEG; within a scan it is written otherwise."""
_BEGINS, _SCANS, _ENDS, _BARE = b"\xff\xd8", b"\xda", b"\xd9", {b"\xd8", b"\x01"}
_ONE_AT_A_TIME = threading.Lock()
_SRGB = ImageCms.createProfile("sRGB")

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A picture as it is kept: width and height of the largest size, and a file for each width."""

    width: int
    height: int
    files: Mapping[int, bytes]


def widths_of(width: int) -> tuple[int, ...]:
    """The widths in which a picture is kept whose largest one is this."""
    return tuple(sorted({min(each, width) for each in WIDTHS}))


def rebuild(file: IO[bytes]) -> Rebuilt:
    """The picture in a file, made anew; a Refusal where it is none, or not one to show."""
    file.seek(0, os.SEEK_END)
    if file.tell() > MOST_BYTES:
        raise TooManyBytes(MOST_BYTES)
    file.seek(0)
    with _ONE_AT_A_TIME:
        try:
            with _opened(file) as image:
                return _rebuilt(image)
        except Refusal:
            raise
        except Image.DecompressionBombError:
            raise TooManyPixels(MOST_PIXELS) from None
        except Exception:  # noqa: BLE001 decoders stumble in every way over what somebody made up
            raise NoPicture from None


def _opened(file: IO[bytes]) -> Image.Image:
    """The head of the file is read, and no pixel yet."""
    _check_scans(file)
    image = Image.open(file, formats=_FORMATS)
    width, height = image.size
    most = MOST_PIXELS_OF_WEBP if image.format == "WEBP" else MOST_PIXELS
    if width * height > most:
        raise TooManyPixels(most)
    if min(width, height) < SHORTEST_SIDE:
        raise TooSmall(SHORTEST_SIDE)
    if max(width, height) > MOST_TIMES_AS_LONG * min(width, height):
        raise TooNarrow(MOST_TIMES_AS_LONG)
    if image.format in _MOVING and getattr(image, "n_frames", 1) > 1:
        raise Moves
    return image


def _check_scans(file: IO[bytes]) -> None:
    """NoPicture for a JPEG of thousands of scans, which a few bytes each can make."""
    content = file.read()
    file.seek(0)
    if not content.startswith(_BEGINS):
        return
    at, scans = len(_BEGINS), 0
    # What stands behind its end, as the film of a moving photo, is not decoded.
    while (found := _MARKER.search(content, at)) and found[1] != _ENDS:
        scans += found[1] == _SCANS
        if scans > MOST_SCANS:
            raise NoPicture
        at = found.end()
        if found[1] not in _BARE:
            at += max(2, int.from_bytes(content[at : at + 2], "big"))


def _rebuilt(image: Image.Image) -> Rebuilt:
    turn = _orientation_of(image)
    size = _largest(image.size, is_on_its_side=turn in _ON_ITS_SIDE)
    # A JPEG is decoded no larger than it is needed: a half, a quarter or an eighth.
    image.draft(None, size)
    image.load()
    profile = image.info.get("icc_profile")
    small = _on_white(_with_channels(image).resize(size, Image.Resampling.LANCZOS))
    plain = _in_srgb(small, profile)
    if turn in _TURNS:
        plain = plain.transpose(_TURNS[turn])
    width, height = plain.size
    files = {
        each: _encoded(plain.resize((each, _height(plain.size, each)), Image.Resampling.LANCZOS))
        for each in widths_of(width)
    }
    return Rebuilt(width, height, files)


def _orientation_of(image: Image.Image) -> int:
    """How it is to be turned; what cannot be read turns nothing."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except (ValueError, TypeError, LookupError, OSError, SyntaxError, struct.error):
        return 1


def _largest(size: tuple[int, int], *, is_on_its_side: bool) -> tuple[int, int]:
    """As large as it is kept, before it is turned."""
    width, height = reversed(size) if is_on_its_side else size
    to = min(width, WIDTHS[-1])
    kept = (to, _height((width, height), to))
    return (kept[1], kept[0]) if is_on_its_side else kept


def _height(size: tuple[int, int], width: int) -> int:
    return max(1, round(size[1] * width / size[0]))


def _with_channels(image: Image.Image) -> Image.Image:
    """Its colors as they are, or as shades of gray: of a palette nothing could be mixed."""
    if image.mode.startswith("I"):
        # 16 bits of gray.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    is_clear_somewhere = "transparency" in image.info or image.mode in {"PA", "LA", "La", "RGBa"}
    if is_clear_somewhere:
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode in {"P", "1"} else image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(image, mask=image)
    return white


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """As screens show it; a profile that fits not is left out."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            turned = None
        if turned is not None:
            return turned
    return image.convert("RGB")


def _encoded(image: Image.Image) -> bytes:
    """From the bare pixels: an image that was opened would bring its notes along."""
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()
