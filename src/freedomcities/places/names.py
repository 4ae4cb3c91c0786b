"""Names of places as people type them, reduced to one key for searching."""

from __future__ import annotations

import re
import unicodedata

# "St. Louis" and "Saint Louis", "Mt. Vernon" and "Mount Vernon" are one name to people.
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_DROPPED = re.compile(r"['’‘`ʻ.]")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def normalise_name(text: str) -> str:
    """Lower-case ASCII words, one space apart: ``"St. John's"`` becomes ``"saint johns"``.

    Accents, apostrophes and full stops go, other punctuation parts words, ``&`` is ``and``,
    and *St., Ste., Mt., Ft.* are written out. Two spellings of one name give one key; the
    key of a text without a letter or digit is empty.
    """
    words = _ascii(text.replace("&", " and ")).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def slugify_name(text: str) -> str:
    """The name as a part of an address: ``"Doña Ana County"`` becomes ``"dona-ana-county"``."""
    return "-".join(_ascii(text).split())


def name_variants(*, name: str, full_name: str, kind: str, designation: str) -> list[str]:
    """The names that a place is looked for by, besides those that were listed by hand.

    Its name, its full name, and of a town also the name alone; *charter* may be left out.
    """
    variants = [name, full_name]
    if kind == "town" and designation:
        base = full_name.removesuffix(f" {designation}")
        variants.append(base)
        if designation == "charter township":
            variants.append(f"{base} township")
    return list(dict.fromkeys(variants))


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _SEPARATORS.sub(" ", _DROPPED.sub("", plain.lower())).strip()
