"""Instruments and their passages as pages show them, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.adoption import facts
from freedomcities.adoption.choices import VERDICTS
from freedomcities.adoption.facts import Verdict
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.blueprints.models import FALLBACK, Rule
from freedomcities.lib.dates import PartialDate
from freedomcities.lib.numbering import says_its_number
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place
from freedomcities.ui.marks import Mark

_MARK_OF = {
    Verdict.MEETS: "adopted",
    Verdict.PARTLY: "partial",
    Verdict.CONTRADICTS: "contradicted",
}
# What nobody confirmed must not look like law, whatever it is said to say.
_MARK_OF_A_REPORT = "unknown"
_VERDICT_WORDS = dict(VERDICTS)
_YEAR, _MONTH = len("YYYY"), len("YYYY-MM")
# What the starter list calls its first reading; its readers are labels, not people's names.
_LABEL = re.compile(r"corpus label(?: on rule (\S+))?")


@dataclass(frozen=True, slots=True)
class PassageShown:
    """What an instrument says on a rule, with where that stands and who read it.

    `mark` is to be drawn silent, beside `verdict_words`. `quote` may be empty, `pinpoint` too.
    `reading` is the sentence on who read it; `is_older` where the rule's text has changed since.
    `language` is that of the quote. `source` is a web address or "".
    """

    rule_number: str
    rule_name: str
    rule_address: str
    verdict: str
    verdict_words: str
    mark: Mark
    quote: str
    pinpoint: str
    confirmed: bool
    readers: tuple[str, ...]
    reading: str
    is_older: bool
    language: str
    instrument: str
    title: str
    address: str
    source: str

    @property
    def says_its_number(self) -> bool:
        """Whether the rule's name has its number in it, so that it need not be said twice."""
        return says_its_number(self.rule_number, self.rule_name)


def date_words(text: str) -> str:
    """A date as it was given, as people read it: a day, a month, a year, or "date unknown"."""
    if not text:
        return _("date unknown")
    if len(text) == _YEAR:
        return text
    day = PartialDate.parse(text).first_day
    return date_format(day, "YEAR_MONTH_FORMAT" if len(text) == _MONTH else "DATE_FORMAT")


def instrument_address(instrument: str) -> str:
    """The address of the page of the instrument with this id."""
    return reverse("adoption:instrument", args=[instrument])


def titles_of(ids: Collection[str]) -> dict[str, str]:
    """What people call those of these instruments that there are, in one query."""
    if not ids:
        return {}
    rows = Instrument.objects.filter(pk__in=list(ids)).only("id", "title", "citation")
    return {row.pk: row.name for row in rows}


def source_address(url: str) -> str:
    """The address as it is where it leads to the web, or else "": others may run a script."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""


def place_words(place: Place) -> str:
    """A place as people say it: with its state, unless it is one or holds them all."""
    return place.name if place.kind in {Kind.NATION, Kind.STATE} else str(place)


def language_of(place_state: str) -> str:
    """The language in which a law of this state is most likely written; "" where it is open."""
    return "" if place_state == "PR" else "en"


def passage_shown(
    instrument: Instrument, finding: Finding | facts.Finding, *, rule: Rule | None = None
) -> PassageShown:
    """What a finding says, for a page.

    Of a `Finding` of the engine, which holds neither readers nor the rule's name, give the `rule`.
    It reads `instrument.place` and, of a row, `finding.rule`: select both beforehand.
    """
    if isinstance(finding, Finding):
        rule = rule or finding.rule
        readers, read_against = tuple(map(str, finding.readers)), finding.rule_version
        slug, number = rule.blueprint_id, rule.number
    else:
        readers, read_against = (), ""
        slug, _slash, number = finding.rule.partition("/")
    name = str(rule.text(get_language() or FALLBACK)["name"]) if rule else ""
    verdict = Verdict(finding.verdict)
    return PassageShown(
        rule_number=number,
        rule_name=name,
        rule_address=reverse("blueprints:rule", args=[slug, number]),
        verdict=verdict.value,
        verdict_words=str(_VERDICT_WORDS[verdict.value]),
        mark=finding_mark(verdict, number, confirmed=finding.confirmed),
        quote=finding.quote,
        pinpoint=finding.pinpoint,
        confirmed=finding.confirmed,
        readers=readers,
        reading=reading_words(confirmed=finding.confirmed, readers=readers),
        is_older=bool(rule and read_against and rule.version != read_against),
        language=language_of(instrument.place.state),
        instrument=instrument.pk,
        title=instrument.name,
        address=instrument_address(instrument.pk),
        source=source_address(instrument.url),
    )


def finding_mark(verdict: Verdict, number: str, *, confirmed: bool) -> Mark:
    """The square of a finding, to be drawn silent: its shape stands for the words beside it."""
    return Mark(_MARK_OF[verdict] if confirmed else _MARK_OF_A_REPORT, number)


def reading_words(*, confirmed: bool, readers: Collection[str] = ()) -> str:
    """Who read a passage, in a sentence."""
    if not confirmed:
        return _("Reported: a second reader has not yet read it.")
    if not readers:
        return _("Confirmed: a second reader has read it.")
    return _("Read by two readers: %(readers)s.") % {
        "readers": "; ".join(map(_reader_words, readers))
    }


def _reader_words(reader: str) -> str:
    """A reader as the import names them; those of the starter list in the page's language."""
    label = _LABEL.fullmatch(reader)
    if label and label[1]:
        return _("a first reading for the collection of laws, on rule %(number)s") % {
            "number": label[1]
        }
    if label:
        return _("a first reading for the collection of laws")
    return _("read for the starter list") if reader == "read for the starter list" else reader
