"""Closed lists of events."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What happens."""

    FIRST_GATHERING = "first-gathering", _("first gathering")
    """A group's first evening: it ends with a meeting asked for and the next gathering planned."""
    MEETING = "meeting", _("meeting with an official")
    TRAINING = "training", _("training or webinar")
    RALLY = "rally", _("rally or protest")
    HEARING = "hearing", _("hearing")
    WORK_SESSION = "work-session", _("work session")
    OTHER = "other", pgettext_lazy("kind of event", "other")


class Issue(models.TextChoices):
    """What it is about. No campaign is needed for any of them."""

    IMMIGRATION = "immigration", _("immigration")
    EQUAL_RIGHTS = "equal-rights", _("equal rights")
    POLICE_REFORM = "police-reform", _("police reform")
    BUDGETS = "budgets", _("budgets")
    OTHER = "other", pgettext_lazy("issue", "other")


class Where(models.TextChoices):
    """What kind of place an event is at; it decides who is told the address."""

    VENUE = "venue", _("a public place with an address")
    HOME = "home", _("a private home")
    """Everybody sees the cell that it lies in; whoever the host approved, its address."""
    ONLINE = "online", _("online")
    AREA = "area", _("around here: the host says where")
    """A canvass, a phone bank, a ride: an area and no point."""


class State(models.TextChoices):
    """How far an event is. One that was declined is there no more."""

    WAITING = "waiting", _("waits for a moderator")
    PUBLISHED = "published", _("on the map")
    CANCELLED = "cancelled", _("cancelled")


class Access(models.TextChoices):
    """What makes it possible for more people to come."""

    WHEELCHAIR = "wheelchair", _("wheelchairs can get in")
    SIGN_LANGUAGE = "sign-language", _("sign language")
    CHILDCARE = "childcare", _("childcare")
    MASKS = "masks", _("masks are worn")


class Language(models.TextChoices):
    """What is spoken there, each under its own name."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Español"
    CHINESE = "zh", "中文"
    VIETNAMESE = "vi", "Tiếng Việt"
    TAGALOG = "tl", "Tagalog"
    ARABIC = "ar", "العربية"
    FRENCH = "fr", "Français"
    HAITIAN = "ht", "Kreyòl ayisyen"
    KOREAN = "ko", "한국어"
    PORTUGUESE = "pt", "Português"
    RUSSIAN = "ru", "Русский"
    SOMALI = "so", "Soomaali"


class HostRole(models.TextChoices):
    """What a host may do: everything, or all but handing it over."""

    MAIN = "main", _("host")
    CO = "co", _("co-host")


class Answer(models.TextChoices):
    """How it stands with somebody who said yes. Whoever cancels is there no more."""

    COMES = "comes", _("comes")
    WAITS = "waits", _("is on the waiting list")
    ASKS = "asks", _("waits for the host")
    DECLINED = "declined", _("was declined")
    WALKED_IN = "walked-in", _("walked in")
    """Was there without a yes before, and wanted to be on the list; of no seat."""


class Writes(models.TextChoices):
    """What people who said yes are written to about; a template of letters each.

    Nobody reads the names.
    """

    YES = "yes"
    WAITS = "waits"
    ASKS = "asks"
    APPROVED = "approved"
    DECLINED = "declined"
    MOVED_UP = "moved_up"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    TOMORROW = "tomorrow"
    TODAY = "today"
    THANKS = "thanks"


class What(models.TextChoices):
    """What of an event was changed after everybody saw it."""

    TIME = "time", _("time")
    PLACE = "place", _("place")
