"""Phone numbers, Social Security numbers, A-numbers, cards and accounts among runs of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freedomcities.moderation.found import Detail
from freedomcities.moderation.number_runs import Run

_WORDS_ENGLISH_PHONE = (
    "phone|telephone|tel|cell|cellphone|mobile|call|text|txt|sms|fax|whatsapp|signal|telegram|"
    "dial|ring|hotline|reach|number is"
)
_WORDS_SPANISH_PHONE = (
    "telefono|celular|cel|movil|llama|llame|llamen|llamame|llamar|llamanos|marca|marque|mensaje|"
    "numero es|escribeme al|wasap|guasap"
)
# The word, then at most a few others, then the number.
_SHORT = r"[^\d\n]{0,24}$"
_PHONE_BEFORE = re.compile(
    rf"\b(?:{_WORDS_ENGLISH_PHONE}|{_WORDS_SPANISH_PHONE})\b{_SHORT}|wa\.me/$|tel:$|sms:$",
    re.IGNORECASE,
)
_PHONE_AFTER = re.compile(r"^\s*(?:ext|extension|x)\b\.? ?\d", re.IGNORECASE)
_SSN_BEFORE = re.compile(
    rf"\b(?:ssn|ss ?#|itin|tin|s\.s\.n|social security|social|seguro social|nss|taxpayer id)"
    rf"\b{_SHORT}",
    re.IGNORECASE,
)
_ALIEN_WORDS = (
    r"\b(?:alien|a[- ]?number|a-?file|a ?#|uscis|registration|numero a|numero de extranjero|"
    rf"extranjero|expediente a)\b{_SHORT}"
)
_ALIEN_BEFORE = re.compile(_ALIEN_WORDS, re.IGNORECASE)
_LETTER_A = re.compile(r"(?<![A-Za-z0-9])(?:A(?: ?[#:.\-]| ?no\.?| ?num\.?)? ?|a[#:\-]? ?#?)$")
_CASE_BEFORE = re.compile(r"(?<![A-Za-z])(?:EAC|WAC|LIN|SRC|MSC|IOE|NBC|YSC)[ -]?$", re.IGNORECASE)
_ACCOUNT_BEFORE = re.compile(
    rf"\b(?:account|acct|routing|iban|clabe|cuenta|ruta|card|tarjeta|debit|credit)\b{_SHORT}",
    re.IGNORECASE,
)
# Numbers of laws and places, whatever they look like.
_LAW_BEFORE = re.compile(
    r"(?:§+|\b(?:sec|secs|section|sections|art|article|ch|chapter|title|rule|oar|wac|nac|arm|iac|"
    r"cmr|cfr|stat|code|ord|ordinance|res|resolution|bill|file|docket|case|act|no|geoid|geoids|"
    r"fips|ori|zip|seccion|articulo|capitulo|ley|ordenanza|resolucion|expediente)\b)"
    r"[.:#\s]{0,3}[A-Z]{0,3}[ -]?$",
    re.IGNORECASE,
)
# With gaps in them few codes look like a phone number; whatever else is called a file may be one.
_CODE_BEFORE = re.compile(
    r"(?:§+|\b(?:sec|section|oar|wac|nac|arm|iac|cmr|cfr|stat|code|seccion)\b)[.:#\s]{0,3}$",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:[$€£]|\bUSD|\bUS\$) ?$")
_GLUED_BEFORE = re.compile(r"[A-Za-z0-9_]$")
_GLUED_AFTER = re.compile(r"^(?:[A-Za-z_]|\.\d)")

_MOST_GROUPS = 16
_FEWEST_DIGITS = 7
_NEVER_FIRST = frozenset({"000", "666"})
_ITIN_MIDDLES = frozenset([*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)])
# Townships have codes of ten digits: states that have some, and the last of their counties.
_TOWNSHIPS = {
    "20": 209, "23": 31, "25": 27, "26": 165, "27": 173, "29": 229, "31": 185, "33": 19,
    "34": 41, "36": 123, "38": 105, "39": 175, "42": 133, "44": 9, "46": 137, "50": 27, "55": 141,
}  # fmt: skip
# Area codes that begin as one of those does.
_AREAS_ALIKE = frozenset(
    {
        *("201", "231", "251", "260", "270", "310", "330", "331", "341", "360", "380", "390"),
        *("420", "440", "460", "500", "501", "551"),
    }
)


def numbers_in(run: Run) -> Iterator[tuple[int, int, Detail]]:
    """Each private number of a run: where it begins and ends in the plain text, and its kind."""
    if sum(map(len, run.groups)) < _FEWEST_DIGITS or _MONEY_BEFORE.search(run.before):
        return
    taken = 0
    while taken < len(run.groups):
        found = _found_at(run, taken)
        if found is None:
            taken += 1
            continue
        last, kind = found
        yield (*run.span(taken, last), kind)
        taken = last


def _found_at(run: Run, first: int) -> tuple[int, Detail] | None:
    """What begins with this group: the group after its last one, and its kind."""
    for find in (_case, _card, _alien, _account, _social, _phone, _by_word, _single_digits):
        found = find(run, first)
        if found is not None:
            return found
    return None


def _case(run: Run, first: int) -> tuple[int, Detail] | None:
    """The number of a case: three letters of the office and ten digits."""
    if first == 0 and _CASE_BEFORE.search(run.before) and len(run.groups[0]) == 10:
        return 1, Detail.ALIEN_NUMBER
    return None


def _card(run: Run, first: int) -> tuple[int, Detail] | None:
    for last in range(first + 1, min(first + 6, len(run.groups)) + 1):
        digits = run.digits(first, last)
        sizes = run.sizes(first, last)
        if 13 <= len(digits) <= 19 and digits[0] in "3456" and sizes[0] >= 4 and _is_luhn(digits):
            return last, Detail.ACCOUNT
    return None


def _is_luhn(digits: str) -> bool:
    """Whether the last digit is the check of the others, as on every card."""
    doubled = (sum(divmod(2 * int(each), 10)) for each in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0 and len(set(digits)) > 1


def _alien(run: Run, first: int) -> tuple[int, Detail] | None:
    """An A and seven to nine digits, in up to three groups or more where a word says so."""
    if first:
        return None
    by_letter = _LETTER_A.search(run.before)
    if not by_letter and not _ALIEN_BEFORE.search(run.before):
        return None
    for last in range(min(9, len(run.groups)), 0, -1):
        digits = run.digits(0, last)
        if 7 <= len(digits) <= 9 and not digits.endswith("00000") and not _goes_on(run, last):
            return last, Detail.ALIEN_NUMBER
    return None


def _account(run: Run, first: int) -> tuple[int, Detail] | None:
    """A number in one piece right after a word for accounts."""
    if first == 0 and 7 <= len(run.groups[0]) <= 18 and _ACCOUNT_BEFORE.search(run.before):
        return 1, Detail.ACCOUNT
    return None


def _social(run: Run, first: int) -> tuple[int, Detail] | None:
    if run.sizes(first, first + 3) == (3, 2, 4) and _are_parted(run, first, first + 3):
        if _is_social(*run.groups[first : first + 3]) and not _is_code(run, first, first + 3):
            return first + 3, Detail.SOCIAL_SECURITY
        return None
    digits = run.groups[first]
    if len(digits) == 9 and not _is_glued(run, first + 1) and not _is_law(run, first):
        is_one = _is_social(digits[:3], digits[3:5], digits[5:]) or digits.startswith("0")
        return (first + 1, Detail.SOCIAL_SECURITY) if is_one and _is_alone(run, first) else None
    return None


def _is_social(area: str, group: str, serial: str) -> bool:
    """Whether such a number is ever given out, a tax number in its place included."""
    if area in _NEVER_FIRST or group == "00" or serial == "0000":
        return False
    return area[0] != "9" or int(group) in _ITIN_MIDDLES


def _phone(run: Run, first: int) -> tuple[int, Detail] | None:
    start = first + 1 if run.groups[first] == "1" and len(run.groups) > first + 3 else first
    if run.sizes(start, start + 3) == (3, 3, 4) and _are_parted(run, start, start + 3):
        if _is_american(run.digits(start, start + 3)) and not _is_code(run, first, start + 3):
            return start + 3, Detail.PHONE
        return None
    for sizes in ((6, 4), (3, 7)):
        if run.sizes(first, first + 2) == sizes and _is_american(run.digits(first, first + 2)):
            return first + 2, Detail.PHONE
    if run.sizes(first, first + 3) == (2, 4, 4) and not _are_years(
        run.groups[first + 1 : first + 3]
    ):
        return (first + 3, Detail.PHONE) if _are_parted(run, first, first + 3) else None
    return _unbroken(run, first) or _abroad(run, first)


def _unbroken(run: Run, first: int) -> tuple[int, Detail] | None:
    digits = run.groups[first]
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if len(digits) != 10 or not _is_american(digits) or not _is_alone(run, first):
        return None
    if _is_glued(run, first + 1) or _is_law(run, first) or _is_township(digits):
        return None
    return first + 1, Detail.PHONE


def _abroad(run: Run, first: int) -> tuple[int, Detail] | None:
    """A number that begins with + or 011."""
    is_dialled = run.groups[first] == "011" and len(run.groups) > first + 1
    if "+" not in run.between[first] and not is_dialled:
        return None
    for last in range(min(first + 7, len(run.groups)), first, -1):
        if 8 <= len(run.digits(first, last)) <= 15 + 3 * is_dialled:
            return last, Detail.PHONE
    return None


def _is_american(digits: str) -> bool:
    """Whether area code and exchange are such as are given out."""
    return digits[0] in "23456789" and digits[3] in "23456789" and digits[1:3] != "11"


def _is_township(digits: str) -> bool:
    last = _TOWNSHIPS.get(digits[:2], 0)
    county = int(digits[2:5])
    return 0 < county <= last and county % 2 == 1 and digits[:3] not in _AREAS_ALIKE


def _by_word(run: Run, first: int) -> tuple[int, Detail] | None:
    """Any number of a likely length right after a word that says what it is."""
    if first:
        return None
    whole = min(len(run.groups), _MOST_GROUPS)
    while whole > 1 and len(run.digits(0, whole)) > 18:
        whole -= 1
    length = len(run.digits(0, whole))
    if _SSN_BEFORE.search(run.before) and length == 9:
        return whole, Detail.SOCIAL_SECURITY
    is_called = _PHONE_BEFORE.search(run.before) or _PHONE_AFTER.search(run.after)
    if is_called and 7 <= length <= 13 and not _are_years(run.groups[:whole]):
        return whole, Detail.PHONE
    return None


def _single_digits(run: Run, first: int) -> tuple[int, Detail] | None:
    """Seven digits or more, each by itself; not 1 2 3 4 5 6 7 8 9."""
    last = first
    while last < min(len(run.groups), first + _MOST_GROUPS) and len(run.groups[last]) == 1:
        last += 1
    digits = run.digits(first, last)
    if len(digits) < 7 or digits in "123456789101112" or len(set(digits)) == 1:
        return None
    return last, Detail.SOCIAL_SECURITY if len(digits) == 9 else Detail.PHONE


def _are_parted(run: Run, first: int, last: int) -> bool:
    """Whether there is something between all of the groups, and commas are not the reason."""
    return all(run.between[first + 1 : last]) and not _is_glued(run, last, first=first)


def _are_years(groups: tuple[str, ...]) -> bool:
    return all(len(each) == 4 and "1800" <= each <= "2199" for each in groups)


def _is_glued(run: Run, last: int, *, first: int = 0) -> bool:
    """Whether the number is a part of a longer word, as in an ORI."""
    before = first == 0 and run.between[0] == "" and _GLUED_BEFORE.search(run.before)
    return bool(before) or _goes_on(run, last)


def _goes_on(run: Run, last: int) -> bool:
    return last == len(run.groups) and bool(_GLUED_AFTER.search(run.after))


def _is_alone(run: Run, at: int) -> bool:
    """Whether an unbroken number is no part of a longer one, such as a decimal."""
    before = run.between[at] if at else ""
    after = run.between[at + 1] if at + 1 < len(run.groups) else ""
    return before not in {".", ",", "-", "/"} and after not in {".", ",", "-", "/"}


def _is_law(run: Run, first: int) -> bool:
    """Whether a word for what laws and places are numbered by stands right before, unbroken."""
    is_law = first == 0 and _LAW_BEFORE.search(run.before)
    return bool(is_law) and not _PHONE_BEFORE.search(run.before)


def _is_code(run: Run, first: int, last: int) -> bool:
    """Whether a word of law stands right before, and no sign as people put in phone numbers."""
    if first or "(" in "".join(run.between[:last]):
        return False
    return bool(_CODE_BEFORE.search(run.before))
