"""What people follow, what was told, and who is still to be told of it. Only operations write.

No time is kept of when somebody began to follow something, or read of it.
"""

from __future__ import annotations

import json
import uuid
from functools import cached_property
from typing import ClassVar

from django.db import models

from freedomcities.accounts.models import Person
from freedomcities.accounts.seals import unseal
from freedomcities.lib.privacy import DataClass
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import Context
from freedomcities.notices.querysets import FollowQuerySet, NewsQuerySet, NoticeQuerySet

_NAME = 40
LONGEST_ID = 120
LONGEST_KEY = 240
_PACE = 10


class Follow(models.Model):
    """Somebody wants to be told of something, this often.

    ``stopped_from``: it is muted by the link of a letter, and this is how often it came before.
    """

    data_class: ClassVar = DataClass.SELF

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    subject_kind = models.CharField(max_length=_NAME)
    subject_id = models.CharField(max_length=LONGEST_ID)
    pace = models.CharField(max_length=_PACE, choices=Pace, default=Pace.DAILY)
    stopped_from = models.CharField(max_length=_PACE, choices=Pace, blank=True, default="")

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            # In this order it also finds the followers of a subject, one after the other.
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "person"], name="notices_follow_once"
            )
        ]

    def __str__(self) -> str:
        return f"follow {self.pk}"


class Wishes(models.Model):
    """How somebody wants to be told: the pace of what they follow next, and of their own affairs.

    ``directly``: letters on what they asked for, and on what waits for them. The id stands in
    links that stop letters, so that theirs does not. ``stopped``: such a link switched them off.
    """

    data_class: ClassVar = DataClass.SELF

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="notice_wishes")
    pace = models.CharField(max_length=_PACE, choices=Pace, default=Pace.DAILY)
    directly = models.BooleanField(default=True)
    stopped = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"wishes {self.pk}"


class News(models.Model):
    """Something happened; gone once everybody was told.

    ``subjects``: pairs of kind and id, whose followers are told; none where it was told to
    certain people. ``context_sealed``: what its words need, and who did it and knows already, as
    JSON. ``reached``: the person up to whom it was handed out, until everybody has it. ``key``:
    told twice under one, it is told once.
    """

    data_class: ClassVar = DataClass.GROUP

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=_NAME)
    key = models.CharField(max_length=LONGEST_KEY, null=True)
    subjects = models.JSONField(default=list)
    context_sealed = models.BinaryField()
    told_at = models.DateTimeField()
    handed_out = models.BooleanField(default=False)
    reached = models.UUIDField(null=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="notices_news_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["told_at"],
                condition=models.Q(handed_out=False),
                name="notices_news_unfinished",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @cached_property
    def context(self) -> Context:
        """What was told, opened."""
        return dict(self.opened["context"])

    @cached_property
    def opened(self) -> Context:
        """All that is sealed."""
        return dict(json.loads(unseal(self, "context_sealed")))


class Notice(models.Model):
    """Somebody is to be told; gone with the letter that tells them."""

    data_class: ClassVar = DataClass.SELF

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="notices", db_index=False
    )
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="notices")
    due_at = models.DateTimeField(db_index=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "news"], name="notices_notice_once")
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
