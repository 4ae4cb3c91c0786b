"""One instrument with everything that its page says, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from django.urls import reverse
from django.utils.translation import get_language

from freedomcities.adoption.choices import KINDS
from freedomcities.adoption.facts import Kind
from freedomcities.adoption.force_words import (
    DateShown,
    ForceShown,
    RuleLabel,
    dates_shown,
    force_words,
)
from freedomcities.adoption.instrument_history import history
from freedomcities.adoption.instrument_reach import ReachShown, reach_shown
from freedomcities.adoption.loading import instrument_fact
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.shown import (
    PassageShown,
    date_words,
    language_of,
    passage_shown,
    place_words,
    source_address,
)
from freedomcities.blueprints.models import FALLBACK, Rule
from freedomcities.lib.dates import is_ageing
from freedomcities.places.addresses import address_of
from freedomcities.ui.parts import Moment

# The API stands above this folder and is the same in every language: see docs/contract.
_API = "/api/v1/instruments/"
_KIND_WORDS = dict(KINDS)


@dataclass(frozen=True, slots=True)
class BlueprintPassages:
    """What an instrument says on the rules of one blueprint, in its order."""

    title: str
    address: str
    passages: tuple[PassageShown, ...]


@dataclass(frozen=True, slots=True)
class InstrumentShown:
    """An instrument's page. Any text may be empty; `source` is a web address, `host` its name.

    `language` is that of title, note and passages; `checked` a date as people read it.
    """

    id: str
    title: str
    kind: str
    citation: str
    number: str
    note: str
    language: str
    place: str
    place_address: str
    is_declaration: bool
    today: ForceShown
    dates: tuple[DateShown, ...]
    checked: str
    is_ageing: bool
    source: str
    host: str
    said: tuple[BlueprintPassages, ...]
    reach: ReachShown
    history: tuple[Moment, ...]
    api: str

    @property
    def is_foreign(self) -> bool:
        """Whether its words are in English, and the page around them is not."""
        return self.language == "en" and not (get_language() or FALLBACK).startswith("en")


def instrument_shown(row: Instrument, *, day: date) -> InstrumentShown:
    """The page of an instrument on a day, in nine small queries at most; `row.place` is read."""
    rules = list(Rule.objects.in_order().select_related("blueprint"))
    label = rule_label(rules)
    fact = instrument_fact(row, ())
    source = source_address(row.url)
    return InstrumentShown(
        id=row.pk,
        title=row.name,
        kind=str(_KIND_WORDS[row.kind]),
        citation="" if row.citation == row.name else row.citation,
        number=row.number,
        note=row.note,
        language=language_of(row.place.state),
        place=place_words(row.place),
        place_address=address_of(row.place),
        is_declaration=row.kind == Kind.DECLARATION,
        today=force_words(fact, day, label),
        dates=dates_shown(fact, label),
        checked=date_words(row.checked_on) if row.checked_on else "",
        is_ageing=is_ageing(row.checked_on, day=day),
        source=source,
        host=urlsplit(source).hostname or "",
        said=tuple(_said(row, row.findings.order_by("position"), rules)),
        reach=reach_shown(row),
        history=history(row, label),
        api=_API + quote(row.pk, safe=":~"),
    )


def rule_label(rules: Iterable[Rule]) -> RuleLabel:
    """What people call these rules, by "blueprint/number"; any other keeps that name."""
    language = get_language() or FALLBACK
    labels = {str(rule): rule.label(language) for rule in rules}
    return lambda name: labels.get(name, name)


def _said(
    row: Instrument, findings: Iterable[Finding], rules: Sequence[Rule]
) -> Iterator[BlueprintPassages]:
    """The passages, blueprint by blueprint and rule by rule, in the order of the rules."""
    by_rule: dict[int, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule_id, []).append(finding)
    shown: dict[str, list[PassageShown]] = {}
    blueprints = {}
    for rule in rules:
        blueprints[rule.blueprint_id] = rule.blueprint
        for finding in by_rule.get(rule.pk, ()):
            passage = passage_shown(row, finding, rule=rule)
            shown.setdefault(rule.blueprint_id, []).append(passage)
    for slug, passages in shown.items():
        title = str(blueprints[slug].text(get_language() or FALLBACK)["title"])
        address = reverse("blueprints:blueprint", args=[slug])
        yield BlueprintPassages(title, address, tuple(passages))
