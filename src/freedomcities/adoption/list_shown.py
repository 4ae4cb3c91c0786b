"""The rows of the list of instruments, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.adoption.choices import KINDS, VERDICTS
from freedomcities.adoption.facts import Verdict
from freedomcities.adoption.force_words import ForceShown, force_words
from freedomcities.adoption.instrument_shown import rule_label
from freedomcities.adoption.loading import instrument_fact
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.shown import (
    finding_mark,
    instrument_address,
    language_of,
    place_words,
)
from freedomcities.blueprints.models import FALLBACK, Rule
from freedomcities.places.addresses import address_of
from freedomcities.ui.marks import Mark

_KIND_WORDS, _VERDICT_WORDS = dict(KINDS), dict(VERDICTS)


@dataclass(frozen=True, slots=True)
class SaysShown:
    """Rules of a blueprint on which an instrument says the same; `numbers` for who hears them."""

    blueprint: str
    words: str
    marks: tuple[Mark, ...]
    numbers: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """An instrument in the list."""

    title: str
    address: str
    language: str
    place: str
    place_address: str
    kind: str
    today: ForceShown
    says: tuple[SaysShown, ...]


def rows_shown(
    page: Sequence[Instrument], rules: Sequence[Rule], *, day: date
) -> tuple[RowShown, ...]:
    """These instruments, each with what it says; one query for all their findings."""
    held: dict[str, list[Finding]] = {row.pk: [] for row in page}
    columns = ("instrument_id", "rule_id", "verdict", "confirmed")
    for finding in Finding.objects.of_instruments(held).only(*columns):
        held[finding.instrument_id].append(finding)
    label = rule_label(rules)
    return tuple(
        RowShown(
            title=row.name,
            address=instrument_address(row.pk),
            language=language_of(row.place.state),
            place=place_words(row.place),
            place_address=address_of(row.place),
            kind=str(_KIND_WORDS[row.kind]),
            today=force_words(instrument_fact(row, ()), day, label),
            says=tuple(_says(held[row.pk], rules)),
        )
        for row in page
    )


def _says(findings: Iterable[Finding], rules: Sequence[Rule]) -> Iterator[SaysShown]:
    """What counts comes first, then what is only reported; each rule once in a line."""
    groups: dict[tuple[int, bool, str], dict[str, Mark]] = {}
    said = {(each.rule_id, each.verdict, each.confirmed) for each in findings}
    blueprints = list(dict.fromkeys(rule.blueprint for rule in rules))
    for rule in rules:
        position = blueprints.index(rule.blueprint)
        for verdict in Verdict:
            for confirmed in (True, False):
                if (rule.pk, verdict.value, confirmed) in said:
                    key = (position, not confirmed, verdict.value)
                    mark = finding_mark(verdict, rule.number, confirmed=confirmed)
                    groups.setdefault(key, {})[rule.number] = mark
    order = [verdict.value for verdict in Verdict]
    for key in sorted(groups, key=lambda key: (key[0], key[1], order.index(key[2]))):
        position, is_reported, verdict_text = key
        words = str(_VERDICT_WORDS[verdict_text])
        yield SaysShown(
            blueprint=str(blueprints[position].text(get_language() or FALLBACK)["title"]),
            words=_("reported: %(verdict)s") % {"verdict": words} if is_reported else words,
            marks=tuple(groups[key].values()),
            numbers=", ".join(groups[key]),
        )
