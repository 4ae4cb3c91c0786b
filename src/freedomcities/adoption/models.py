"""Instruments with what was found in them, searches that found nothing, and today's standings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from freedomcities.adoption.choices import KINDS, REACHES, STANDINGS, VERDICTS
from freedomcities.adoption.querysets import (
    FindingQuerySet,
    InstrumentQuerySet,
    ListedFindings,
    ListedInstruments,
    SearchQuerySet,
    StandingQuerySet,
)
from freedomcities.blueprints.models import VERSION_LENGTH, Rule
from freedomcities.lib.privacy import DataClass
from freedomcities.places.models import Place

ID_LENGTH = 200
_DATE_LENGTH = len("YYYY-MM-DD")


def _partial_date() -> models.CharField[str, str]:
    """A date as it was given: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`; empty where nobody knows."""
    return models.CharField(max_length=_DATE_LENGTH, blank=True, default="")


class Instrument(models.Model):
    """A legal act or document.

    `objects` are those that readers see; `records` has those too that two people took off the
    list on the day `withdrawn_on`, for imports and for putting them back.
    `stays`: a list of `[from, to]` or `[from, to, ["blueprint/number", …]]`, both days included,
    `to` null where it still lasts. `agencies`: ids, where the reach is that of named agencies.
    """

    data_class: ClassVar = DataClass.PUBLIC

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="instruments")
    kind = models.CharField(max_length=30, choices=KINDS)
    title = models.TextField(blank=True)
    citation = models.TextField(blank=True)
    number = models.TextField(blank=True)
    introduced_on = _partial_date()
    adopted_on = _partial_date()
    effective_on = _partial_date()
    ended_on = _partial_date()
    checked_on = _partial_date()
    stays = models.JSONField(default=list, blank=True)
    reach = models.CharField(max_length=20, choices=REACHES)
    agencies = models.JSONField(default=list, blank=True)
    preempts = models.BooleanField(default=False)
    url = models.TextField(blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ListedInstruments()
    records = InstrumentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=models.Q(withdrawn_on__isnull=False),
                name="adoption_instrument_withdrawn",
            ),
            models.Index(fields=["kind", "place"], name="adoption_instrument_kind"),
            models.Index(fields=["recorded_at"], name="adoption_instrument_recorded"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        """What people call it: its title, or else its citation, or else its id."""
        return self.title or self.citation or self.id


class InstrumentVersion(models.Model):
    """What an instrument was before it was replaced, findings included, as in an import file."""

    data_class: ClassVar = DataClass.PUBLIC

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="adoption_instrument_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.number}"


class Finding(models.Model):
    """What an instrument says on a rule, with the passage.

    `rule_version` is the text of the rule that it was read against; `readers` are none or two
    names. Only a confirmed finding counts. `objects` and `records` are as those of instruments.
    """

    data_class: ClassVar = DataClass.PUBLIC

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="findings")
    rule_version = models.CharField(max_length=VERSION_LENGTH)
    verdict = models.CharField(max_length=20, choices=VERDICTS)
    quote = models.TextField(blank=True)
    pinpoint = models.TextField(blank=True)
    confirmed = models.BooleanField(default=False)
    readers = models.JSONField(default=list, blank=True)

    objects = ListedFindings()
    records = FindingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.verdict} {self.rule_id}"


class Search(models.Model):
    """A reader looked in the law of a place for some rules and found nothing."""

    data_class: ClassVar = DataClass.PUBLIC

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="searches")
    checked_on = models.CharField(max_length=_DATE_LENGTH)
    rules = models.ManyToManyField(Rule, related_name="searches")
    url = models.TextField(blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    objects = SearchQuerySet.as_manager()

    def __str__(self) -> str:
        return self.id


class SearchVersion(models.Model):
    """What a search was before it was replaced, as in an import file."""

    data_class: ClassVar = DataClass.PUBLIC

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["search", "number"], name="adoption_search_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.search_id} {self.number}"


class Standing(models.Model):
    """Where a place stands on a rule on the day of `StandingsDay`: computed, never typed in.

    A place and a rule without a row: unknown, and nothing reported. `since` is the day as it was
    given, or empty.
    """

    data_class: ClassVar = DataClass.PUBLIC

    pk = models.CompositePrimaryKey("place_id", "rule_id")
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="standings", db_index=False
    )
    rule = models.ForeignKey(
        Rule, on_delete=models.CASCADE, related_name="standings", db_index=False
    )
    standing = models.CharField(max_length=20, choices=STANDINGS)
    since = _partial_date()
    reported = models.BooleanField(default=False)
    inherited_from = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="+", null=True, blank=True, db_index=False
    )

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["rule", "standing", "place"], name="adoption_standing_list")
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.rule_id} {self.standing}"


class StandingsDay(models.Model):
    """The day whose standings the table holds: one row, locked by whoever writes them."""

    data_class: ClassVar = DataClass.PUBLIC

    id = models.SmallIntegerField(primary_key=True, default=1)
    day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="adoption_one_standings_day")
        ]

    def __str__(self) -> str:
        return str(self.day)


class UntoldChange(models.Model):
    """A standing that changed, of which followers are to be told; gone once they are.

    ``follows``: what of it is followed, the place or the rule. ``before`` and ``after`` are
    standings.
    """

    data_class: ClassVar = DataClass.PUBLIC

    follows = models.CharField(max_length=10)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="+")
    before = models.CharField(max_length=20, choices=STANDINGS)
    after = models.CharField(max_length=20, choices=STANDINGS)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["follows", "place"], name="adoption_untold_of_place")
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.rule_id} {self.before} {self.after}"
