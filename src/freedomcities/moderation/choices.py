"""Closed lists of moderation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Why(models.TextChoices):
    """Why something waits."""

    UNKNOWN_PERSON = "unknown-person", _("by somebody new")
    """Nothing by its author was ever accepted."""
    PRIVATE_DETAILS = "private-details", _("holds private details")
    REPORT = "report", _("was reported")
    EVERY_ONE = "every-one", _("all of its kind are read first")


class State(models.TextChoices):
    """How a case stands; all but the first are decided."""

    OPEN = "open", _("waits")
    PUBLISHED = "published", pgettext_lazy("a case", "published")
    DECLINED = "declined", pgettext_lazy("a case", "declined")
    LEFT = "left", pgettext_lazy("a case", "left as it is")
    TAKEN_DOWN = "taken-down", pgettext_lazy("a case", "taken down")
    GONE = "gone", pgettext_lazy("a case", "gone")


class Decision(models.TextChoices):
    """What a moderator can decide; which of these, is the kind's to say."""

    PUBLISH = "publish", _("Publish")
    DECLINE = "decline", _("Decline")
    LEAVE = "leave", _("Leave it as it is")
    TAKE_DOWN = "take-down", _("Take it down")


class Ground(models.TextChoices):
    """Why something is declined or taken down; the public log says it."""

    PRIVATE = "private", _("It holds somebody's private details")
    UNTRUE = "untrue", _("It is not true, or it has no source")
    HARMFUL = "harmful", _("It threatens or insults somebody")
    UNRELATED = "unrelated", _("It is advertising, or has nothing to do with this site")
    NOT_OURS = "not-ours", _("It is not ours to publish")
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
