"""What was different in an instrument before it was replaced, in words.

Works on contents as `InstrumentVersion` keeps them: the rows of an import file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from freedomcities.adoption.choices import KINDS, REACHES, VERDICTS
from freedomcities.adoption.facts import Stay
from freedomcities.adoption.force_words import RuleLabel, rules_words, span_words
from freedomcities.adoption.rows import stays_of
from freedomcities.adoption.shown import date_words
from freedomcities.lib.dates import PartialDate

_LONGEST = 160
_KIND_WORDS, _REACH_WORDS, _VERDICT_WORDS = dict(KINDS), dict(REACHES), dict(VERDICTS)
_DATES = ("introduced_on", "adopted_on", "effective_on", "ended_on", "checked_on")
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What people call a rule ("blueprint/number") and a place (its code)."""

    rule: RuleLabel
    place: Callable[[str], str]


def differences(before: Content, after: Content, names: Names) -> list[str]:
    """A sentence for each thing that changed, the instrument's own first."""
    found = [
        _changed_value(field, label, before.get(field), after.get(field), names)
        for field, label in _labels().items()
        if (before.get(field) or None) != (after.get(field) or None)
    ]
    return found + _finding_differences(before, after, names)


def _labels() -> dict[str, str]:
    return {
        "place": _("Place"),
        "kind": _("Kind"),
        "title": _("Title"),
        "citation": _("Citation"),
        "number": _("Number"),
        "introduced_on": _("Introduced"),
        "adopted_on": _("Adopted"),
        "effective_on": _("In effect"),
        "ended_on": _("Ended"),
        "stayed": _("Held back by a court"),
        "reach": _("Whom it binds"),
        "preempts": _("Overrides local rules"),
        "url": _("Source"),
        "checked_on": _("Last checked"),
        "note": _("Note"),
    }


def _changed_value(field: str, label: str, before: Any, after: Any, names: Names) -> str:
    if field == "note" and before and after:
        # Two long texts side by side would hide what changed in them.
        return _("The note was reworded.")
    return _("%(what)s: it said %(before)s, then %(after)s.") % {
        "what": label,
        "before": _value_words(field, before, names),
        "after": _value_words(field, after, names),
    }


def _value_words(field: str, value: Any, names: Names) -> str:
    if field == "preempts":
        return _("yes") if value else _("no")
    if field in _DATES:
        return date_words(str(value or ""))
    if not value:
        return _("nothing")
    if field == "stayed":
        return "; ".join(_stay_words(value, names.rule))
    if field == "reach":
        return ", ".join(value) if isinstance(value, list) else str(_REACH_WORDS[value])
    if field == "place":
        return names.place(str(value))
    return str(_KIND_WORDS[value]) if field == "kind" else _cut(str(value))


def _cut(text: str) -> str:
    return f"“{Truncator(text).chars(_LONGEST)}”"


def _stay_words(value: Sequence[Sequence[object]], rule_label: RuleLabel) -> Iterable[str]:
    for begin, end, rules in stays_of(value):
        last = PartialDate.parse(end) if end else None
        words = span_words(Stay(PartialDate.parse(begin), last))
        yield f"{words} ({rules_words(rules, rule_label)})" if rules else words


def _finding_differences(before: Content, after: Content, names: Names) -> list[str]:
    """What changed rule by rule; a finding that only moved within the list says nothing new."""
    old, new = _by_rule(before), _by_rule(after)
    found = []
    for rule in sorted(old.keys() | new.keys()):
        gone = [each for each in old[rule] if each not in new[rule]]
        come = [each for each in new[rule] if each not in old[rule]]
        words = [_changed(*pair) for pair in zip(gone, come, strict=False)]
        words += [
            _("a finding was taken away (%(what)s)") % _said(each) for each in gone[len(come) :]
        ]
        words += [_("a finding was added (%(what)s)") % _said(each) for each in come[len(gone) :]]
        label = {"rule": names.rule(rule)}
        found += [_("Rule %(rule)s: %(what)s.") % {**label, "what": what} for what in words]
    return found


def _by_rule(content: Content) -> dict[str, list[Content]]:
    found: dict[str, list[Content]] = defaultdict(list)
    for finding in content.get("findings") or ():
        kept = {key: value for key, value in finding.items() if key != "rule_version"}
        found[str(finding["rule"])].append(kept)
    return found


def _said(finding: Content) -> dict[str, str]:
    return {"what": str(_VERDICT_WORDS[finding["verdict"]])}


def _changed(before: Content, after: Content) -> str:
    """What is different between two findings on the same rule."""
    words = []
    if before["verdict"] != after["verdict"]:
        verdicts = {"before": _said(before)["what"], "after": _said(after)["what"]}
        words.append(_("the finding was “%(before)s”, then “%(after)s”") % verdicts)
    if before["confirmed"] != after["confirmed"]:
        confirmed, not_confirmed = _("a second reader confirmed it"), _("it is no longer confirmed")
        words.append(confirmed if after["confirmed"] else not_confirmed)
    if before["quote"] != after["quote"]:
        words.append(_("another passage is quoted"))
    if before["pinpoint"] != after["pinpoint"]:
        words.append(_("where the passage stands was corrected"))
    if before["readers"] != after["readers"]:
        words.append(_("other readers are named"))
    return ", ".join(words)
