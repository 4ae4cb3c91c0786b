"""What becomes of a file that somebody chose: a picture without a past, or one sentence."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from freedomcities.lib.errors import Refusal
from freedomcities.media import pixels
from freedomcities.media.pixels import MOST_SCANS, Rebuilt, rebuild, widths_of
from freedomcities.media.refusals import (
    Moves,
    NoPicture,
    TooManyBytes,
    TooManyPixels,
    TooNarrow,
    TooSmall,
)
from freedomcities.media.tests.makers import BLUE, CANARY, RED, drawn, read, saved

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")


def of(content: bytes) -> Rebuilt:
    return rebuild(io.BytesIO(content))


def near(image: Image.Image, x: float, y: float, color: tuple[int, int, int]) -> bool:
    width, height = image.size
    found = image.getpixel((int(width * x), int(height * y)))
    assert isinstance(found, tuple)
    return max(abs(a - b) for a, b in zip(found, color, strict=True)) < 30


def chunks(content: bytes) -> list[bytes]:
    """The names of the parts of a WebP file; nothing stands behind the last."""
    assert content[:4] == b"RIFF"
    assert content[8:12] == b"WEBP"
    names, at = [], 12
    while at < len(content):
        names.append(content[at : at + 4])
        (size,) = struct.unpack("<I", content[at + 4 : at + 8])
        at += 8 + size + size % 2
    assert at == len(content) == struct.unpack("<I", content[4:8])[0] + 8
    return names


@pytest.mark.parametrize("kind", KINDS)
def test_each_format_gives_the_same_three_sizes(kind: str) -> None:
    rebuilt = of(saved(drawn(2400, 1600), kind))
    assert (rebuilt.width, rebuilt.height) == (1600, 1067)
    sizes = {width: read(content).size for width, content in rebuilt.files.items()}
    assert sizes == {480: (480, 320), 960: (960, 640), 1600: (1600, 1067)}
    for content in rebuilt.files.values():
        image = read(content)
        assert image.format == "WEBP"
        assert image.mode == "RGB"
        assert near(image, 0.2, 0.2, RED)
        assert near(image, 0.8, 0.8, BLUE)
        assert chunks(content) == [b"VP8 "]


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (100, 100, {100: (100, 100)}),
        (480, 300, {480: (480, 300)}),
        (700, 400, {480: (480, 274), 700: (700, 400)}),
        (1600, 200, {480: (480, 60), 960: (960, 120), 1600: (1600, 200)}),
        (300, 2400, {300: (300, 2400)}),
    ],
)
def test_nothing_is_made_larger(
    width: int, height: int, expected: dict[int, tuple[int, int]]
) -> None:
    rebuilt = of(saved(drawn(width, height), "PNG"))
    assert {each: read(content).size for each, content in rebuilt.files.items()} == expected
    assert tuple(expected) == widths_of(rebuilt.width)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_as_it_was_seen(kind: str, orientation: int) -> None:
    upright = drawn(1200, 800)
    back = {
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    turn = back.get(orientation, pixels._TURNS.get(orientation))
    stored = upright if turn is None else upright.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    rebuilt = of(saved(stored, kind, exif=exif))
    assert (rebuilt.width, rebuilt.height) == (1200, 800)
    image = read(rebuilt.files[960])
    assert near(image, 0.2, 0.2, RED)
    assert near(image, 0.8, 0.2, BLUE)
    assert near(image, 0.2, 0.8, BLUE)


def test_a_phone_s_heic_is_turned_once() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = drawn(1200, 800).transpose(Image.Transpose.ROTATE_90)
    image = read(of(saved(stored, "HEIF", exif=exif.tobytes())).files[960])
    assert image.size == (960, 640)
    assert near(image, 0.2, 0.2, RED)
    assert near(image, 0.2, 0.8, BLUE)


def with_notes(kind: str) -> bytes:
    """A file with a canary wherever such a file has room for words, and behind its end."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY
    exif.get_ifd(0x8825)[1] = CANARY
    exif.get_ifd(0x8769)[0x9286] = CANARY.encode()
    how = {"exif": exif.tobytes(), "xmp": f"<x>{CANARY}</x>".encode()}
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    how["icc_profile"] = bytes(profile) + CANARY.encode()
    if kind == "JPEG":
        how["comment"] = CANARY.encode()
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", CANARY)
        notes.add_itxt("XML:com.adobe.xmp", CANARY)
        how["pnginfo"] = notes  # type: ignore[assignment]
    return saved(drawn(), kind, **how) + CANARY.encode()


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_gets_through(kind: str) -> None:
    content = with_notes(kind)
    assert content.count(CANARY.encode()) >= 3
    rebuilt = of(content)
    for written in rebuilt.files.values():
        assert b"canary" not in written
        assert chunks(written) == [b"VP8 "]
        assert read(written).info.keys() <= {"loop", "background", "timestamp", "duration"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_saved_knows_nothing_of_what_was_opened(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, known = with_notes(kind), []
    save = Image.Image.save

    def told(image: Image.Image, *args: Any, **how: Any) -> None:
        known.append((dict(image.info), sorted(how)))
        save(image, *args, **how)

    monkeypatch.setattr(Image.Image, "save", told)
    of(content)
    assert known == [({}, ["method", "quality"])] * 3


def test_a_zip_behind_a_picture_stays_behind() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("page.html", f"<script>{CANARY}</script>")
    rebuilt = of(saved(drawn()) + archive.getvalue())
    for written in rebuilt.files.values():
        assert not zipfile.is_zipfile(io.BytesIO(written))
        assert chunks(written) == [b"VP8 "]


def zip_with_the_head_of_a_jpeg() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("page.html", "<p>")
    return saved(drawn())[:40] + archive.getvalue()


NO_PICTURES = {
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"></svg>',
    "nothing": b"",
    "gif": saved(drawn(), "GIF"),
    "tiff": saved(drawn(), "TIFF"),
    "bmp": saved(drawn(), "BMP"),
    "avif": saved(drawn(), "AVIF"),
    "ico": saved(drawn(200, 200), "ICO"),
    "pdf": saved(drawn(), "PDF"),
    "head of a jpeg, then a zip": zip_with_the_head_of_a_jpeg(),
    **{
        f"{part:.0%} of a {kind}": content[: int(len(content) * part)]
        for kind in KINDS
        for content in [saved(drawn(), kind)]
        for part in (0.1, 0.5, 0.95)
    },
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_of_these_formats_is_refused(name: str) -> None:
    with pytest.raises(NoPicture, match="choose a JPEG, PNG, WebP or HEIC"):
        of(NO_PICTURES[name])


def moving(kind: str) -> bytes:
    frames = [drawn(), drawn().transpose(Image.Transpose.ROTATE_180)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_moves_is_refused(kind: str) -> None:
    with pytest.raises(Moves):
        of(moving(kind))


def test_of_several_pictures_in_one_photo_the_first_is_taken() -> None:
    second = Image.new("RGB", (1200, 800), (0, 0, 0))
    content = saved(drawn(), "MPO", save_all=True, append_images=[second])
    assert near(read(of(content).files[960]), 0.2, 0.2, RED)


def head_of_a_png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    part = b"IHDR" + head
    whole = struct.pack(">I", 13) + part + struct.pack(">I", zlib.crc32(part))
    body = b"IDAT" + zlib.compress(b"\0" * 100)
    return (
        b"\x89PNG\r\n\x1a\n"
        + whole
        + struct.pack(">I", len(body) - 4)
        + body
        + struct.pack(">I", zlib.crc32(body))
    )


@pytest.mark.parametrize(
    ("width", "height"),
    [(8_001, 5_000), (10_000, 10_000), (30_000, 30_000), (2**31 - 1, 2**31 - 1)],
)
def test_a_bomb_is_refused_by_its_head(
    width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("decoded"))
    with pytest.raises(TooManyPixels, match="at most 40 million pixels"):
        of(head_of_a_png(width, height))


def of_scans(more: int) -> bytes:
    """A JPEG that sharpens while it loads, whose last scan comes so many times more."""
    content = saved(drawn(), progressive=True)
    last = content[content.rindex(b"\xff\xda") : content.rindex(b"\xff\xd9")]
    return content[:-2] + last * more + content[-2:]


def test_a_jpeg_of_many_scans_is_refused_before_it_takes_an_hour() -> None:
    with pytest.raises(NoPicture):
        of(of_scans(MOST_SCANS))


def test_a_jpeg_that_sharpens_while_it_loads_is_read() -> None:
    assert of(of_scans(0)).width == of(of_scans(MOST_SCANS // 2)).width == 1200


def test_the_film_behind_a_photo_counts_for_nothing() -> None:
    assert of(of_scans(0) + b"\xff\xda\x00\x0c" * 2 * MOST_SCANS).width == 1200


def test_a_webp_has_half_as_many_pixels() -> None:
    with pytest.raises(TooManyPixels, match="at most 20 million pixels"):
        of(saved(Image.new("L", (5_001, 4_000)), "WEBP", method=0))


def test_a_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", lambda *_args, **_how: pytest.fail("opened"))
    with pytest.raises(TooManyBytes, match="at most 15 MB"):
        of(b"\0" * (pixels.MOST_BYTES + 1))


@pytest.mark.parametrize(("width", "height"), [(1, 1), (99, 3_000), (3_000, 99)])
def test_too_small_to_see(width: int, height: int) -> None:
    with pytest.raises(TooSmall, match="at least 100 pixels"):
        of(saved(drawn(width, height), "PNG"))


@pytest.mark.parametrize(("width", "height"), [(100, 801), (9_000, 1_000)])
def test_a_strip_is_refused(width: int, height: int) -> None:
    with pytest.raises(TooNarrow, match="at most 8 times"):
        of(saved(drawn(width, height), "PNG"))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("L", "PNG"), ("P", "PNG"), ("RGBA", "PNG"),
     ("LA", "PNG"), ("RGBA", "WEBP"), ("RGBA", "HEIF"), ("I;16", "PNG")],
)  # fmt: skip
def test_every_kind_of_color_is_read(mode: str, kind: str) -> None:
    image = drawn(600, 400, "L").convert("I").point(lambda v: v * 257) if mode == "I;16" else None
    content = saved(image.convert("I;16") if image else drawn(600, 400, mode), kind)
    found = read(of(content).files[480])
    shades = {"L", "LA", "I;16"}
    expected = drawn(600, 400, "L" if mode in shades else "RGB")
    for x in (0.2, 0.8):
        color = expected.convert("RGB").getpixel((int(600 * x), int(400 * x)))
        assert near(found, x, x, color)  # type: ignore[arg-type]


def test_black_and_white_stays_so() -> None:
    plain = drawn(600, 400, "L").point(lambda value: 255 if value > 50 else 0).convert("1")
    found = read(of(saved(plain, "PNG")).files[480])
    assert near(found, 0.2, 0.2, (255, 255, 255))
    assert near(found, 0.8, 0.8, (0, 0, 0))


def test_what_is_clear_becomes_white() -> None:
    clear = Image.new("RGBA", (600, 400), (*RED, 0))
    assert near(read(of(saved(clear, "PNG")).files[480]), 0.5, 0.5, (255, 255, 255))
    palette = drawn(600, 400).quantize(2)
    at = palette.getpixel((10, 10))
    found = read(of(saved(palette, "PNG", transparency=at)).files[480])
    assert near(found, 0.2, 0.2, (255, 255, 255))
    assert near(found, 0.8, 0.8, BLUE)


def test_a_color_profile_is_followed_and_left_out() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Red is what others call blue.
    swapped = plain.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    assert swapped != plain
    found = read(of(saved(drawn(), icc_profile=swapped)).files[960])
    red = found.getpixel((100, 100))
    assert isinstance(red, tuple)
    assert red[2] > red[0] + 80
    for profile in (b"no profile", plain[:200], ImageCms.ImageCmsProfile(
        ImageCms.createProfile("LAB")).tobytes()):  # fmt: skip
        image = read(of(saved(drawn(), icc_profile=profile)).files[960])
        assert near(image, 0.2, 0.2, RED)


def test_a_broken_note_on_how_to_turn_it_turns_nothing() -> None:
    content = saved(drawn(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert near(read(of(content).files[960]), 0.2, 0.2, RED)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    with pytest.raises(NoPicture):
        of(content)


SMALL = {kind: saved(drawn(160, 120), kind) for kind in KINDS}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_file_gives_a_picture_or_a_sentence(data: st.DataObject) -> None:
    content = bytearray(SMALL[data.draw(st.sampled_from(KINDS))])
    for _time in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        rebuilt = of(bytes(content[:cut] if data.draw(st.booleans()) else content))
    except Refusal:
        return
    assert tuple(rebuilt.files) == widths_of(rebuilt.width)
    assert all(chunks(each) == [b"VP8 "] for each in rebuilt.files.values())


@given(st.integers(100, 20_000), st.integers(100, 20_000), st.booleans())
def test_the_largest_size_keeps_its_shape(width: int, height: int, is_on_its_side: bool) -> None:
    made = pixels._largest((width, height), is_on_its_side=is_on_its_side)
    assert made[0] <= width
    assert made[1] <= height
    seen, of_file = (made[::-1], (height, width)) if is_on_its_side else (made, (width, height))
    assert seen[0] == min(1600, of_file[0])
    assert abs(seen[1] - of_file[1] * seen[0] / of_file[0]) <= 1
