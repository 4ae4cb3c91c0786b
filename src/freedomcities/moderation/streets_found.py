"""Street addresses, boxes at the post and apartments, in English and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freedomcities.moderation.found import Detail
from freedomcities.moderation.street_words import (
    CLEAR,
    COURTS,
    IN_SENTENCES,
    IN_SPANISH_SENTENCES,
    MONTHS,
    NO_STREETS,
    SPANISH,
    UNCLEAR,
)

Part = tuple[int, int, Detail]

_CLEAR_WORDS = frozenset(CLEAR.split("|"))
_SPELLED_OUT = frozenset({"street", "avenue", "road", "lane", "terrace"})
_NUMBER = r"(?<![\w.,$/§-])(\d{1,6}(?:-\d{1,4})?[A-Za-z]?(?: ?½| 1/2)?)(?![\w%])"
_NAME = r"[A-Za-z][A-Za-z'’.-]{0,24}|\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)"
_ENGLISH = re.compile(
    rf"{_NUMBER},? {{1,3}}((?:(?:{_NAME}) {{1,3}}){{1,4}}?)({CLEAR}|{UNCLEAR})\b\.?",
    re.IGNORECASE,
)
# As in addresses of maps: the words held together by one sign.
_GLUED = re.compile(
    rf"(?<![A-Za-z0-9.,$/§])\d{{1,6}}(?P<sign>[+_-]|%20)(?:[A-Za-z][A-Za-z'.]{{1,24}}(?P=sign)){{1,4}}?"
    rf"(?:{CLEAR})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# "Quillfeather Terrace 4127": names, and a number that is no year.
_BEHIND = re.compile(
    r"(?<!\w)(?!(?:The|From) )[A-Z][a-z]{2,24} "
    r"(?:Street|Avenue|Boulevard|Road|Lane|Terrace|Parkway),?"
    r" (?!(?:19|20)\d\d(?!\d))\d{3,5}(?![\w%]|[.,:/-]\d| [a-z])"
)
# "4127 N. Main", as people write where they live: the street is not said to be one.
_MAIN = re.compile(
    rf"{_NUMBER} {{1,3}}(?:[NS]\.? ?[EW]|[NSEW])(?:\. {{0,2}}| {{1,2}})"
    r"(?:([A-Z][A-Za-z'’-]{2,24})|\d{1,3}(?:st|nd|rd|th)(?! \d))(?![\w'’])"
)
_SMALL_MAIN = re.compile(rf"{_NUMBER} (?:[ns] ?[ew]|[nsew])\.? main\b", re.IGNORECASE)
_BROADWAY = re.compile(rf"{_NUMBER} (?:[NSEW]\.? |North |South |East |West )?Broadway\b")
_ROUTE = re.compile(
    rf"{_NUMBER} (?:[NSEW]\.? |North |South |East |West )?(?:Old )?(?:US|U\.S\.|State|County|Farm)?"
    r"[ -]?(?:Highway|Hwy\.?|Route|Rte\.?|Road|Rd\.?|Carr\.?|Carretera|FM|CR)[ -]"
    r"(?:Road )?\d{1,4}\b",
    re.IGNORECASE,
)
# "123 Calle Luna", as streets are called in much of the country.
_SPANISH_NAMED = re.compile(
    rf"{_NUMBER} (?:calle|avenida|avda|camino|paseo|via|caminito|vereda|placita) [A-Za-z]{{2,20}}",
    re.IGNORECASE,
)
_PART = r"(?:[A-Za-z][A-Za-z.'’]{0,20}|\d{1,3})"
_SPANISH = re.compile(
    rf"(?<!\w)(?:{SPANISH}|c/) {{0,2}}((?:{_PART} {{1,2}}){{0,5}}?{_PART}),? {{1,2}}"
    r"(#|no\.? ?|num\.? ?|numero |km\.? ?)? ?(\d{1,5})(?![\d%]|[.,:]\d| ?(?:am|pm|a\.m|p\.m)\b)",
    re.IGNORECASE,
)
_SPANISH_HASH = re.compile(
    rf"(?<!\w)(?:{SPANISH}) [A-Za-z0-9][A-Za-z0-9 .'’]{{0,40}}?#\s?\d{{1,5}}", re.IGNORECASE
)
_BOX = re.compile(
    r"\b(?:p\.? ?o\.? ?box|post office box|p\.? ?o\.? ?b\.?|apartado(?: postal| de correos)?|"
    r"casilla postal|"
    r"(?:rr|hc|star route) ?#?\d{1,3} box|pmb)(?: (?:no\.?|number|num\.?))? ?#? ?\d{1,7}\b",
    re.IGNORECASE,
)
_APARTMENT = re.compile(
    r"(?<!\w)(?:apt|apto|apartment|apartamento|depto|dpto)(?:\.| no\.?| number| num\.?| numero)?"
    r" ?#? ?"
    r"(?:\d{1,5}[A-Za-z]?|[A-Za-z]-?\d{1,4}|[A-Z])(?!\w)",
    re.IGNORECASE,
)
_FEW_WORDS = re.compile(r"[A-Za-z']+|\d+\w*")

_COUNTED_AFTER = re.compile(
    r"^ {1,2}(?:personas?|gentes?|vecinos?|familias?|horas?|hrs?|dias?|semanas?|meses|mes|anos?|"
    r"minutos?|veces|cuadras?|metros?|kilometros?|km|millas?|arrestos?|agentes?|oficiales|policias?|"
    r"reglas?|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre|la|los|las|cada))\b",
    re.IGNORECASE,
)
# A year or a day, or the number of a law, and no house.
_NOT_A_HOUSE = re.compile(
    rf"(?:\b(?:in|of|since|by|from|until|during|de|en|del|desde|year|fiscal|{MONTHS})\.?,? ?$)|"
    r"(?:\b(?:sec|section|sections|article|art|chapter|ch|title|no|rule|part|district|ward|precinct|"
    r"amendment|proposition|measure|bill|act|ley|articulo|seccion|regla|resolution|ordinance|zone)"
    r"\.?:? ?$)|(?<![\d.])\d{1,2},? $",
    re.IGNORECASE,
)
_NEAR = 16


def streets_in(text: str) -> Iterator[Part]:
    """Every address of the forms above."""
    for found in _matches(text):
        yield found.start(), found.end(), Detail.ADDRESS


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_ENGLISH, _MAIN, _SMALL_MAIN, _BROADWAY, _ROUTE, _SPANISH_NAMED):
        is_street = _CHECKS.get(pattern, bool)
        for found in pattern.finditer(text):
            if is_street(found) and _is_house(text, found.start()):
                yield found
    yield from (found for found in _SPANISH.finditer(text) if _is_spanish(text, found))
    for pattern in (_SPANISH_HASH, _BOX, _APARTMENT, _GLUED, _BEHIND):
        yield from pattern.finditer(text)


def _is_house(text: str, start: int) -> bool:
    return not _NOT_A_HOUSE.search(text[max(0, start - _NEAR) : start])


def _is_street(found: re.Match[str]) -> bool:
    """Whether the words between number and street are those of a street."""
    words = found[2].split()
    street = found[3].lower()
    if not IN_SENTENCES.isdisjoint(word.lower() for word in words):
        return False
    if not any(len(word) > 2 or word[0].isdigit() for word in words):
        # "142 S. Ct.": initials, and no name.
        return street in _SPELLED_OUT
    if street in _CLEAR_WORDS:
        return True
    if street in {"court", "ct", "circuit"} and words[-1].lower() in COURTS:
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in words) and found[3][0].isupper()


def _is_named_as_streets_are(found: re.Match[str]) -> bool:
    """Whether north, south, east or west of it is no state, no coast and no reporter of courts."""
    return not found[2] or found[2].lower() not in NO_STREETS


_CHECKS = {_ENGLISH: _is_street, _MAIN: _is_named_as_streets_are}


def _is_spanish(text: str, found: re.Match[str]) -> bool:
    """Whether a street is named and has a number, and nothing is counted or told."""
    words = [word.lower() for word in _FEW_WORDS.findall(found[1])]
    if not IN_SPANISH_SENTENCES.isdisjoint(words):
        return False
    if not found[2] and (len(found[3]) == 4 and found[3][:2] in {"19", "20"}):
        return False
    return not _COUNTED_AFTER.match(text[found.end() : found.end() + 24])
