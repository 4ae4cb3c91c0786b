"""What waits for a moderator, what people reported, and take-downs. Only operations write.

Of what waits the text stands where its noun keeps it; here is what it is, by kind and id.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from freedomcities.accounts.models import Person
from freedomcities.lib.privacy import DataClass
from freedomcities.moderation.choices import AskState, Complaint, Direction, Ground, State
from freedomcities.moderation.querysets import CaseQuerySet, TakeDownQuerySet

LONGEST_NOTE = 1_000
LONGEST_REPORT = 2_000
LONGEST_SUBJECT = 200
_KIND = 30


class Case(models.Model):
    """Something that waits for a decision, or waited: one open case for a subject.

    `whys` and `details` are names of `Why` and of `found.Detail`; `reporters` counts peers, of
    whom nothing is kept. `opened_on` and `decided_on` are days. `decided_by` is None once they
    have left. `ground` and `note` are a moderator's, `answer` is a reader's of law.
    """

    data_class: ClassVar = DataClass.GROUP

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=_KIND)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    whys = models.JSONField(default=list)
    details = models.JSONField(default=list)
    reporters = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    opened_on = models.DateField()
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    ground = models.CharField(max_length=20, choices=Ground, blank=True, default="")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")
    answer = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(state="open"),
                name="moderation_one_open_case",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "opened_on"], name="moderation_case_queue"),
            models.Index(fields=["kind", "subject"], name="moderation_case_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.state}"


class Report(models.Model):
    """What somebody said is wrong. Nobody knows who; it is gone once the case is decided."""

    data_class: ClassVar = DataClass.GROUP

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    complaint = models.CharField(max_length=20, choices=Complaint)
    text = models.CharField(max_length=LONGEST_REPORT, blank=True)
    sent_on = models.DateField()

    def __str__(self) -> str:
        return f"report {self.pk}"


class TakeDown(models.Model):
    """Two people take something off the list, or put it back: one asks, another confirms.

    What was done stands in the public list of decisions for good, without names and notes. Who
    the two were is forgotten with them; the log keeps their ids.
    """

    data_classes: ClassVar = {
        **dict.fromkeys(
            ("id", "kind", "subject", "direction", "ground", "state", "done_on"), DataClass.PUBLIC
        ),
        **dict.fromkeys(("note", "asked_by", "asked_on", "answered_by"), DataClass.GROUP),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=_KIND)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    direction = models.CharField(max_length=10, choices=Direction)
    ground = models.CharField(max_length=20, choices=Ground)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")
    state = models.CharField(max_length=10, choices=AskState, default=AskState.OPEN)
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    asked_on = models.DateField()
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    done_on = models.DateField(null=True)

    objects = TakeDownQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(state="open"),
                name="moderation_one_open_take_down",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "done_on"], name="moderation_take_down_list"),
            models.Index(fields=["kind", "subject"], name="moderation_take_down_of"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.kind} {self.subject}"


class Known(models.Model):
    """Something by this person was accepted once: what they write need not wait any more.

    That it was so is all that is kept: not what, nor when, nor how often.
    """

    data_class: ClassVar = DataClass.SELF

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return "somebody who is known"
