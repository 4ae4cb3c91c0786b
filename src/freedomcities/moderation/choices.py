"""Closed lists of moderation."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Why(models.TextChoices):
    """Why something waits."""

    UNKNOWN_PERSON = "unknown-person", _("its author is new here")
    """Nothing by its author was ever accepted."""
    PRIVATE_DETAILS = "private-details", _("private details were found in it")
    REPORT = "report", _("somebody says that something is wrong")
    EVERY_ONE = "every-one", _("each of its kind is read first")


class State(models.TextChoices):
    """How a case stands; all but the first two are decided."""

    OPEN = "open", _("waits")
    READING = "reading", pgettext_lazy("a case", "with readers of law")
    PUBLISHED = "published", pgettext_lazy("a case", "published")
    DECLINED = "declined", pgettext_lazy("a case", "declined")
    LEFT = "left", pgettext_lazy("a case", "left as it is")
    TAKEN_DOWN = "taken-down", pgettext_lazy("a case", "taken down")
    GONE = "gone", pgettext_lazy("a case", "gone")
    RIGHT = "right", pgettext_lazy("a case", "checked by a reader: still right")
    CORRECTED = "corrected", pgettext_lazy("a case", "corrected by a reader")


UNDECIDED = (State.OPEN, State.READING)


class Decision(models.TextChoices):
    """What a moderator can decide; which of these, is the kind's to say."""

    PUBLISH = "publish", _("Publish")
    DECLINE = "decline", _("Decline")
    LEAVE = "leave", _("Leave it as it is")
    TAKE_DOWN = "take-down", _("Take it down")
    ASK_READER = "ask-reader", _("Ask a reader of law")


class Reading(models.TextChoices):
    """What a reader of law answers once they have looked."""

    RIGHT = "right", _("Checked: still right")
    CORRECTED = "corrected", _("It changed: corrected")


class Ground(models.TextChoices):
    """Why something is declined, taken down, put back or read again: see `GROUNDS`."""

    PRIVATE = "private", _("It holds somebody's private details")
    UNTRUE = "untrue", _("It is not true, or it has no source")
    HARMFUL = "harmful", _("It threatens or insults somebody")
    UNRELATED = "unrelated", _("It is advertising, or has nothing to do with this site")
    NOT_OURS = "not-ours", _("It is not ours to publish")
    MISTAKE = "mistake", _("It was taken down by mistake")
    SOURCE = "source", _("A source for it was found")
    MENDED = "mended", _("What was wrong with it is mended")
    APPEAL = "appeal", _("Somebody objected, and they were right")
    OUT_OF_DATE = "out-of-date", _("The law may have changed")
    MISREAD = "misread", _("It may be read or quoted wrongly")
    MISSING = "missing", _("A law may be missing")
    OTHER = "other", _("Another reason")


class Complaint(models.TextChoices):
    """What somebody says is wrong when they report something."""

    WRONG = "wrong", _("It is wrong or out of date")
    PRIVATE = "private", _("It shows somebody's private details")
    HARMFUL = "harmful", _("It threatens or insults somebody")
    UNRELATED = "unrelated", _("It is advertising, or has nothing to do with this site")
    OTHER = "other", _("Something else")


class Direction(models.TextChoices):
    """What is asked for something on the list."""

    TAKE_DOWN = "take-down", _("take down")
    PUT_BACK = "put-back", _("put back")


class AskState(models.TextChoices):
    """How the asking for a take-down stands."""

    OPEN = "open", _("waits for a second person")
    DONE = "done", pgettext_lazy("a take-down", "done")
    REFUSED = "refused", pgettext_lazy("a take-down", "refused")


_AGAINST = (
    *(Ground.PRIVATE, Ground.UNTRUE, Ground.HARMFUL, Ground.UNRELATED, Ground.NOT_OURS),
    Ground.OTHER,
)
GROUNDS: Mapping[str, tuple[Ground, ...]] = {
    Decision.DECLINE: _AGAINST,
    Decision.TAKE_DOWN: _AGAINST,
    Decision.ASK_READER: (Ground.OUT_OF_DATE, Ground.MISREAD, Ground.MISSING, Ground.OTHER),
    Direction.PUT_BACK: (
        *(Ground.MISTAKE, Ground.SOURCE, Ground.MENDED, Ground.APPEAL, Ground.OTHER),
    ),
}
"""Which grounds there are for what; a decision that is not here needs none."""
