"""The history of an instrument's record: when it was replaced, and what it said before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freedomcities.adoption.force_words import RuleLabel
from freedomcities.adoption.instrument_changes import Content, Names, differences
from freedomcities.adoption.known_rows import known_instruments
from freedomcities.adoption.models import Instrument, InstrumentVersion
from freedomcities.adoption.shown import place_words
from freedomcities.audit.models import AuditEntry
from freedomcities.places.models import Place
from freedomcities.ui.parts import Moment

_LOG_SUBJECT = "instruments"


def history(row: Instrument, rule_label: RuleLabel) -> tuple[Moment, ...]:
    """The newest first. Two queries, and four more for one that was ever replaced."""
    versions = list(row.versions.order_by("-number"))
    entries = _log_entries({row.recorded_at, *(each.replaced_at for each in versions)})
    if not versions:
        entry = entries.get(row.recorded_at, "")
        return (_moment(row.recorded_at, _("Recorded"), [], entry),)
    return tuple(_replacements(row, versions, entries, rule_label))


def _replacements(
    row: Instrument,
    versions: Sequence[InstrumentVersion],
    entries: dict[datetime, str],
    rule_label: RuleLabel,
) -> Iterator[Moment]:
    after: Content = known_instruments([row.pk])[row.pk].content()
    contents = [after, *(each.content for each in versions)]
    names = Names(rule_label, _PlaceNames(contents).of)
    for version in versions:
        sentences = differences(version.content, after, names)
        entry = entries.get(version.replaced_at, "")
        yield _moment(version.replaced_at, _("Replaced"), sentences, entry)
        after = version.content


def _moment(at: datetime, title: str, sentences: Iterable[str], entry: str) -> Moment:
    text = " ".join([*sentences, entry]).strip()
    when = date_format(at.astimezone(UTC), "DATETIME_FORMAT")
    return Moment(f"{when} UTC", title, text, day=at.astimezone(UTC).date().isoformat())


def _log_entries(times: Collection[datetime]) -> dict[datetime, str]:
    """The entry of the public log that was written with each change, in words."""
    rows = AuditEntry.objects.filter(subject=_LOG_SUBJECT, at__in=times)
    return {
        at: _("Entry %(number)s of the log.") % {"number": sequence}
        for sequence, at in rows.order_by("sequence").values_list("sequence", "at")
    }


class _PlaceNames:
    """The names of the places that an instrument was ever recorded for."""

    def __init__(self, contents: Iterable[Content]) -> None:
        found = Place.objects.in_bulk({str(content["place"]) for content in contents})
        self._names = {code: place_words(place) for code, place in found.items()}

    def of(self, code: str) -> str:
        """The name, or the code where the atlas has lost it."""
        return self._names.get(code, code)
