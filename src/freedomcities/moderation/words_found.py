"""Private details that are not only digits: mail, numbers in words, plates, coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freedomcities.moderation.found import Detail

Part = tuple[int, int, Detail]

# Mail: looked for around its sign, so that a long text without one costs nothing.
_AT = re.compile(
    r"@|\s?[(\[{<]\s?(?:at|arroba|a)\s?[)\]}>]\s?|(?<=\w)\s(?:arroba|at)\s(?=\w)", re.IGNORECASE
)
_MAIL_BEFORE = re.compile(r"[\w.+%'-]{1,64}\s?$")
_DOT = r"(?:\.|\s?[(\[{<]\s?(?:dot|punto)\s?[)\]}>]\s?|\s(?:dot|punto)\s)"
_MAIL_AFTER = re.compile(
    rf"\s?[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}{_DOT}[a-z]{{2,24}}", re.IGNORECASE
)
# "look at example.org" is no address of mail: said in words, all of it must be in words.
_IN_WORDS = re.compile(
    r"\s?[\w-]{1,63}(?:\s(?:dot|punto)\s[\w-]{1,63}){0,3}\s(?:dot|punto)\s"
    r"(?:com|org|net|edu|gov|us|info|io|me|mx|gt|sv|hn|co|app|mail|es|uk)\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\s(?:AT|arroba)\s", re.NOFLAG)
_SIGNS = ("@", "(", "[", "{", "<")
_LONGEST_PART = 66
_LONGEST_HOST = 255
# "d a n a @ example . org": letters by themselves, and gaps around the dot.
_APART_BEFORE = re.compile(r"(?<!\w)(?:\w ){2,32}$")
_APART_AFTER = re.compile(
    r" ?[\w-]{1,63}(?: ?\. ?[\w-]{1,63}){0,3} ?\. ?[a-z]{2,24}\b", re.IGNORECASE
)
# "dana @ e x a m p l e . o r g", "dana @ a . co": a host with gaps, whose end is a usual one that
# is no word besides.
_GAPPED_LABEL = r"(?:\w(?: \w){1,40}|[\w-]{1,63})"
_USUAL_END = "|".join(
    " ?".join(end) for end in ("com", "org", "net", "edu", "gov", "info", "io", "mx", "co", "uk")
)
_GAPPED_HOST = re.compile(
    rf" ?{_GAPPED_LABEL}(?: ?\. ?{_GAPPED_LABEL}){{0,3}} ?\. ?(?:{_USUAL_END})\b", re.IGNORECASE
)

# One letter, and the two of a country: hardly any but those that only lead somewhere else. What
# stands behind is looked at by itself: it may be somebody's number.
_OWN_HOST = r"(?<![\w.@%-])(?<!\w/)(?:www\.)?[a-z]"
_SHORT_LINK = re.compile(rf"{_OWN_HOST}\.[a-z]{{2}}/(?=[\w+~#?@-])", re.IGNORECASE)
_SHORT_HOST = re.compile(rf"{_OWN_HOST}\.(?:cc|co|gd|gl|ly|mp|ws)(?![\w/@-]|\.\w)")

_BROKEN_PHONE = re.compile(
    r"(?<![\d.,$/-])(?<!\d[ ,])[2-9]\d\d\)?(\n|, )[2-9]\d\d\1\d{4}(?![\d%]|[.,:/-] ?\d)"
)

_DIGIT_WORDS = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|"
    "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
)
_SPELLED = re.compile(
    rf"(?<!\w)(?:(?:{_DIGIT_WORDS})[\s,.\-]{{1,3}}|\d[\s,.\-]{{0,3}}){{6,15}}(?:(?:{_DIGIT_WORDS})\b|\d)",
    re.IGNORECASE,
)
_WORD = re.compile(rf"(?<!\w)(?:{_DIGIT_WORDS})(?!\w)", re.IGNORECASE)
_FEWEST_WORDS = 3
_COUNTED = re.compile(
    r"one\W+two\W+three\W+four\W+five\W+six\W+seven|"
    r"uno\W+dos\W+tres\W+cuatro\W+cinco\W+seis\W+siete",
    re.IGNORECASE,
)

_PLATE_WORD = re.compile(
    r"\b(?:licen[sc]e|licence plates?|plates?|plate number|tag|tags|placas?|matricula|tablilla)\b"
    r"(?: (?:number|numero|no\.?|es|is|was|son|reads|de|del|auto|carro|the|#)){0,3}"
    r"[\s:#.,\"'(-]{1,4}",
    re.IGNORECASE,
)
_CAR_WORD = re.compile(
    r"\b(?:car|van|minivan|suv|truck|pickup|sedan|vehicle|jeep|ford|chevy|chevrolet|dodge|toyota|"
    r"honda|nissan|gmc|tahoe|explorer|charger|hyundai|kia|tesla|bmw|carro|camioneta|troca|auto|"
    r"vehiculo|coche|furgoneta)\b",
    re.IGNORECASE,
)
_PLATE = re.compile(r"(?=[A-Z0-9 \-]{0,9}\d)[A-Z0-9]{1,4}[ \-]?[A-Z0-9]{2,5}(?![A-Za-z0-9])")
# Said by a word alone, a plate may be written small, but then without a gap.
_SMALL_PLATE = re.compile(
    r"(?=[a-z0-9\-]{0,8}\d)(?=[a-z0-9\-]{0,8}[a-z])[a-z0-9]{2,4}-?[a-z0-9]{2,4}\b"
)
_BESIDE = 48
_BEFORE_ITS_WORD = re.compile(
    r"(?<![A-Za-z0-9\-])(?:[A-Z]{2,3}[ \-]?\d{3,4}|\d{3,4}[ \-]?[A-Z]{2,3})"
    r"(?= (?:licen[sc]e )?plates?\b)"
)
_PARTED_PLATE = re.compile(
    r"(?<![A-Za-z0-9\-])(?:[A-Z]{2,3}[ \-]\d{3,4}|\d{3,4}[ \-][A-Z]{2,3})(?![A-Za-z0-9\-])"
)
_CALIFORNIAN = re.compile(r"(?<![A-Za-z0-9.\-])[1-9]([A-Z]{3})\d{3}(?![A-Za-z0-9])")
_LAW_LETTERS = frozenset(
    {"ACT", "ART", "CFR", "HSC", "ILC", "ORD", "ORS", "PUB", "RCW", "RES", "SEC", "STA", "USC"}
)

_DECIMALS = re.compile(
    r"(?<![\d.])(-?\d{1,2}\.\d{4,9})°? ?[NS]?\s?[,;/ ]\s?(-?\d{1,3}\.\d{4,9})(?!\d)", re.IGNORECASE
)
_DEGREES = re.compile(
    r"(?<!\d)\d{1,3} ?(?:°|deg) ?\d{1,2}(?:\.\d{1,6})? ?['′’]"
    r"(?: ?\d{1,2}(?:\.\d{1,4})? ?[\"″”'′’]{1,2})? ?[NSEWO]\b",
    re.IGNORECASE,
)
_PLUS_CODE = re.compile(r"(?<!\w)[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)")


def mails_in(text: str) -> Iterator[Part]:
    """Email addresses, those too in which the sign and the dots are words."""
    for sign in _AT.finditer(text):
        front = max(0, sign.start() - _LONGEST_PART)
        before = _MAIL_BEFORE.search(text[front : sign.start()])
        is_said = not sign[0].strip(" ").startswith(_SIGNS) and not _SHOUTED.fullmatch(sign[0])
        host = _IN_WORDS if is_said else _MAIL_AFTER
        after = host.match(text[sign.end() : sign.end() + _LONGEST_HOST])
        if sign[0] == "@" and not after:
            before = _APART_BEFORE.search(text[front : sign.start()])
            after = _APART_AFTER.match(text[sign.end() : sign.end() + _LONGEST_HOST])
            if not (before and after):
                before = before or _MAIL_BEFORE.search(text[front : sign.start()])
                after = _GAPPED_HOST.match(text[sign.end() : sign.end() + _LONGEST_HOST])
        if before and after:
            yield front + before.start(), sign.end() + after.end(), Detail.EMAIL


def links_in(text: str) -> Iterator[Part]:
    """Short links, by their host of one letter: `t.co/abc`, and `a.co` alone."""
    for pattern in (_SHORT_LINK, _SHORT_HOST):
        for found in pattern.finditer(text):
            yield found.start(), found.end(), Detail.LINK


def broken_phones_in(text: str) -> Iterator[Part]:
    """A phone number in three groups, each on a line of its own or with a comma behind."""
    for found in _BROKEN_PHONE.finditer(text):
        yield found.start(), found.end(), Detail.PHONE


def spelled_in(text: str) -> Iterator[Part]:
    """Numbers of phones and the like with their digits in words."""
    for found in _SPELLED.finditer(text):
        if len(_WORD.findall(found[0])) >= _FEWEST_WORDS and not _COUNTED.match(found[0]):
            yield found.start(), found.end(), Detail.PHONE


def plates_in(text: str) -> Iterator[Part]:
    """Licence plates: after a word that says so, beside a car, or in a form of their own."""
    for word in _PLATE_WORD.finditer(text):
        found = _PLATE.match(text, word.end()) or _SMALL_PLATE.match(text, word.end())
        if found and not _is_year(found[0]):
            yield found.start(), found.end(), Detail.PLATE
    for word in _CAR_WORD.finditer(text):
        near = _PARTED_PLATE.search(text, word.end(), word.end() + _BESIDE)
        if near and not _is_law(near[0]):
            yield near.start(), near.end(), Detail.PLATE
    for form in _BEFORE_ITS_WORD.finditer(text):
        if not _is_law(form[0]):
            yield form.start(), form.end(), Detail.PLATE
    for form in _CALIFORNIAN.finditer(text):
        if form[1] not in _LAW_LETTERS:
            yield form.start(), form.end(), Detail.PLATE


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in {"19", "20"} and text.isdigit()


def _is_law(text: str) -> bool:
    return not _LAW_LETTERS.isdisjoint(re.split(r"[ \-]", text))


def coordinates_in(text: str) -> Iterator[Part]:
    """Points on the earth, to some ten metres or finer."""
    for found in _DECIMALS.finditer(text):
        if abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
            yield found.start(), found.end(), Detail.COORDINATES
    for pattern in (_DEGREES, _PLUS_CODE):
        for each in pattern.finditer(text):
            yield each.start(), each.end(), Detail.COORDINATES
