"""What an instrument is on a day, and its dates, in words; pure but for the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from freedomcities.adoption.facts import Force, Instrument, Kind, Stay
from freedomcities.adoption.shown import date_words
from freedomcities.lib.dates import PartialDate

RuleLabel = Callable[[str], str]
"""Gives what people call a rule, by "blueprint/number"."""


@dataclass(frozen=True, slots=True)
class ForceShown:
    """How an instrument stands on a day: a short sentence, and what else there is to say of it.

    `in_force`: whether it is; never for a declaration, which counts for no rule.
    """

    in_force: bool
    short: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateShown:
    """One line of the dates: `machine` is the date as given, "" for a span or none."""

    label: str
    words: str
    machine: str = ""


def force_words(fact: Instrument, day: date, rule_label: RuleLabel) -> ForceShown:
    """What an instrument is on a day; `rule_label` names the rules of a stay."""
    if fact.kind is Kind.DECLARATION:
        return ForceShown(False, _("It says what a place calls itself, and counts for no rule."))
    force = fact.force("", day)
    tell = {
        Force.IN_FORCE: _in_force,
        Force.STAYED: _stayed,
        Force.PENDING: _pending,
        Force.ENDED: _ended,
        Force.UNKNOWN: _unknown,
    }
    short, more = tell[force](fact, day)
    if force is Force.IN_FORCE:
        more += [
            _("A court holds it back for some rules (%(span)s): %(rules)s.")
            % {"span": span_words(stay), "rules": rules_words(stay.rules, rule_label)}
            for stay in fact.stays
            if stay.rules and any(stay.covers(rule, day) for rule in stay.rules)
        ]
    return ForceShown(force is Force.IN_FORCE, short, tuple(more))


def dates_shown(fact: Instrument, rule_label: RuleLabel) -> tuple[DateShown, ...]:
    """The dates that were given, oldest kind first; one line that says so where there is none."""
    given = (
        (_("Introduced"), fact.introduced_on),
        (_("Adopted"), fact.adopted_on),
        (_("In effect"), fact.effective_on),
        (_("Ended"), fact.ended_on),
    )
    lines = [
        DateShown(label, date_words(when.text), when.text) for label, when in given if when
    ] or [DateShown(_("Dates"), date_words(""))]
    return (*lines, *(_stay_line(stay, rule_label) for stay in fact.stays))


def on_words(when: PartialDate) -> str:
    """When: “on April 3, 2017”, “in April 2017”, “in 2017”."""
    words = {"date": date_words(when.text)}
    if when.is_exact:
        return pgettext("a day", "on %(date)s") % words
    return pgettext("a month or a year", "in %(date)s") % words


def since_words(when: PartialDate) -> str:
    """Since when: “since April 3, 2017”, “since 2017”."""
    words = {"date": date_words(when.text)}
    if when.is_exact:
        return pgettext("a day", "since %(date)s") % words
    return pgettext("a month or a year", "since %(date)s") % words


def span_words(stay: Stay) -> str:
    """From when to when a stay lasted, or since when it does."""
    if stay.end is None:
        return since_words(stay.begin)
    words = {"begin": date_words(stay.begin.text), "end": date_words(stay.end.text)}
    return _("%(begin)s to %(end)s") % words


def rules_words(rules: Iterable[str], rule_label: RuleLabel) -> str:
    """Some rules by what people call them."""
    return "; ".join(map(rule_label, sorted(rules)))


def _stay_line(stay: Stay, rule_label: RuleLabel) -> DateShown:
    words = span_words(stay)
    if stay.rules:
        rules = rules_words(stay.rules, rule_label)
        words = _("%(span)s, for some rules: %(rules)s") % {"span": words, "rules": rules}
    return DateShown(_("Held back by a court"), words)


def _in_force(fact: Instrument, _day: date) -> tuple[str, list[str]]:
    start = fact.effective_on or fact.adopted_on
    more = []
    if start is None:
        checked = fact.checked_on
        short = _("Date unknown: taken as in force.")
        if checked:
            more.append(
                _("It counts from when somebody saw it, %(on)s.") % {"on": on_words(checked)}
            )
    else:
        short = _("In force %(since)s.") % {"since": since_words(start)}
        if not fact.effective_on:
            more.append(_("No day of taking effect was found, so it counts from its adoption."))
        if not start.is_exact:
            more.append(_("The exact day is not known, so the last day that it could mean counts."))
    if fact.ended_on:
        more.append(_("It ends %(on)s.") % {"on": on_words(fact.ended_on)})
    return short, more


def _stayed(fact: Instrument, day: date) -> tuple[str, list[str]]:
    short = _("Not in force today: held back by a court.")
    spans = [span_words(stay) for stay in fact.stays if stay.covers("", day)]
    return short, [_("Held back: %(span)s.") % {"span": span} for span in spans]


def _pending(fact: Instrument, day: date) -> tuple[str, list[str]]:
    adopted, more = fact.adopted_on, []
    if fact.effective_on:
        more.append(_("It takes effect %(on)s.") % {"on": on_words(fact.effective_on)})
    if adopted and adopted.last_day <= day:
        return _("Adopted %(on)s, not yet in effect.") % {"on": on_words(adopted)}, more
    if fact.introduced_on:
        introduced = {"on": on_words(fact.introduced_on)}
        return _("Proposed: introduced %(on)s, not in force.") % introduced, more
    return _("Proposed, not in force."), more


def _ended(fact: Instrument, _day: date) -> tuple[str, list[str]]:
    start, end = fact.effective_on or fact.adopted_on, fact.ended_on
    short = _("No longer in force: ended %(on)s.") % {"on": on_words(end)} if end else ""
    return short, [_("It was in force %(since)s.") % {"since": since_words(start)}] if start else []


def _unknown(fact: Instrument, _day: date) -> tuple[str, list[str]]:
    if fact.is_date_unknown:
        return _("Date unknown: nobody wrote one down, so it does not count yet."), []
    return _("Not in force yet, as far as its dates say."), []
