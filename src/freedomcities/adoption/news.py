"""What is told of the law: to who follows a place what changed there, to who follows a rule where.

A place and a law are one piece of news, however many rules changed by it; a rule is one piece of
news for all places that meet it since the same import.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, ngettext

from freedomcities.adoption.answers import Result, Role
from freedomcities.adoption.models import Instrument, UntoldChange
from freedomcities.adoption.scorecard import standing_of
from freedomcities.adoption.untold import fold
from freedomcities.blueprints.followed import RULE, name_of, rules_named
from freedomcities.blueprints.models import FALLBACK, Blueprint, Rule
from freedomcities.lib.dates import day_of
from freedomcities.notices.kinds import Context, NewsKind, register_news
from freedomcities.notices.telling import tell
from freedomcities.places.followed import PLACE
from freedomcities.places.models import Place
from freedomcities.ui.marks import shape_of

LAW_CHANGED = "law-changed"
RULE_MET = "rule-met"
MOST_PLACES = 10
MOST_AT_ONCE = 50


def register() -> None:
    """Let these be told; said once, when the site starts."""
    register_news(NewsKind(LAW_CHANGED, "adoption/news/law_changed", words=law_changed_words))
    register_news(NewsKind(RULE_MET, "adoption/news/rule_met", words=rule_met_words))


def tell_untold(*, now: datetime) -> int:
    """Tell what is kept, place by place and rule by rule; how many of them, at most so many.

    Each goes with what it was told from, in one transaction: a job that breaks off leaves the
    rest for the next.
    """
    places = _next(PLACE, "place_id", MOST_AT_ONCE)
    rules = _next(RULE, "rule_id", MOST_AT_ONCE - len(places))
    for code in places:
        with transaction.atomic():
            _tell_of_place(code, _take(follows=PLACE, place=code), now=now)
    for rule in rules:
        with transaction.atomic():
            _tell_of_rule(_take(follows=RULE, rule=rule), now=now)
    return len(places) + len(rules)


def _next(follows: str, column: str, most: int) -> list[Any]:
    untold = UntoldChange.objects.filter(follows=follows).order_by(column)
    return list(untold.values_list(column, flat=True).distinct()[:most])


def _take(**which: object) -> list[UntoldChange]:
    """These rows, locked and taken away; none where another job was there first."""
    rows = list(UntoldChange.objects.select_for_update().filter(**which).order_by("pk"))
    UntoldChange.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return rows


def _tell_of_place(code: str, rows: Sequence[UntoldChange], *, now: datetime) -> None:
    changed = {rule: after for (_place, rule), (_before, after) in fold(rows).items()}
    if not changed:
        return
    place = Place.objects.get(pk=code)
    for law, rules in _by_law(place, changed, on=day_of(now)).items():
        tell(
            LAW_CHANGED,
            subjects=[(PLACE, code)],
            context={
                "place": str(place),
                "path": place.path,
                "law": _law_words(law),
                "changes": [
                    {"rule": name_of(rule), "standing": changed[rule.pk]} for rule in rules
                ],
            },
            now=now,
        )


def _by_law(
    place: Place, changed: Collection[int], *, on: date
) -> Mapping[Instrument | None, list[Rule]]:
    """The rules that changed, by what decides them now; None where nothing does any more."""
    found: dict[Instrument | None, list[Rule]] = defaultdict(list)
    for blueprint in Blueprint.objects.filter(rules__in=changed).distinct().order_by("order"):
        card = standing_of(place, blueprint, on=on)
        for each in card.rules:
            if each.rule.pk in changed:
                found[_decider(each.effective, card.instruments)].append(each.rule)
    return found


def _decider(result: Result, known: Mapping[str, Instrument]) -> Instrument | None:
    ids = [ground.instrument.id for ground in result.basis if ground.role is Role.DECIDED]
    return known[ids[0]] if ids else None


def _law_words(law: Instrument | None) -> dict[str, str]:
    if law is None:
        return {}
    return {"name": law.name, "id": law.pk, "place": str(law.place)}


def _tell_of_rule(rows: Sequence[UntoldChange], *, now: datetime) -> None:
    places = [place for place, _rule in fold(rows)]
    if not places:
        return
    rule = rows[0].rule
    shown = Place.objects.filter(pk__in=places).order_by("name", "pk")[:MOST_PLACES]
    tell(
        RULE_MET,
        subjects=[(RULE, name_of(rule))],
        context={
            "rule": name_of(rule),
            "places": [{"name": str(place), "path": place.path} for place in shown],
            "number": len(places),
        },
        now=now,
    )


def law_changed_words(context: Context) -> Context:
    """What the words need: the rules in the language of the letter, by what they are now."""
    standings = {each["rule"]: each["standing"] for each in context["changes"]}
    rules = rules_named(standings)
    numbers: dict[str, list[str]] = defaultdict(list)
    for rule in rules:
        numbers[standings[name_of(rule)]].append(rule.number)
    return {
        **context,
        "summary": "; ".join(_summary(standing, each) for standing, each in numbers.items()),
        "rules": [
            {"name": _label(rule), "words": shape_of(standings[name_of(rule)]).words}
            for rule in rules
        ],
    }


def rule_met_words(context: Context) -> Context:
    """What the words need: the rule in the language of the letter, how many are left out."""
    name = context["rule"]
    blueprint, _slash, number = name.partition("/")
    label = next((_label(rule) for rule in rules_named([name])), number)
    left_out = context["number"] - len(context["places"])
    more = {"blueprint": blueprint, "rule_number": number, "left_out": left_out}
    return {**context, "label": label, **more}


def _summary(standing: str, numbers: Sequence[str]) -> str:
    words = ngettext("Rule %(numbers)s: %(words)s", "Rules %(numbers)s: %(words)s", len(numbers))
    return words % {"numbers": ", ".join(numbers), "words": shape_of(standing).words}


def _label(rule: Rule) -> str:
    return rule.label(get_language() or FALLBACK)
