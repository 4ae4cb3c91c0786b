"""Events, who hosts them, and what of them was changed. Only operations write.

Hosts are shown by the name that they gave for this one event, and that links them to no other.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from freedomcities.accounts.models import Person
from freedomcities.events.choices import (
    Answer,
    HostRole,
    Issue,
    Kind,
    PhotoState,
    State,
    What,
    Where,
    Writes,
)
from freedomcities.events.querysets import (
    EventGroupQuerySet,
    EventPhotoQuerySet,
    EventQuerySet,
    HostQuerySet,
    SignUpQuerySet,
)
from freedomcities.groups.models import Group, fresh_id
from freedomcities.lib.privacy import DataClass
from freedomcities.media.models import Picture
from freedomcities.places.models import Place

ID_LENGTH = 12
LONGEST_TITLE = 120
LONGEST_ABOUT = 4_000
LONGEST_VENUE = 120
LONGEST_ADDRESS = 200
LONGEST_NAME = 60
LONGEST_REASON = 300
LONGEST_RECAP = 1_500
_LONGEST_LIST = 60


class Event(models.Model):
    """Something that people come to. ``id`` is random: it tells nothing and cannot be guessed.

    Times are UTC, ``time_zone`` is that of the place, ``day`` the first day there. ``state_code``
    is the place's, ``cell`` and ``wide_cell`` those of `cells`. The point (degrees) is that of the
    ZIP code or of the place; of a private home the centre of its fine cell. ``languages`` and
    ``access`` are codes between commas: ``,en,es,``. ``seats`` None: for everybody who comes.
    ``series`` is shared by events that repeat. ``sequence`` counts what calendars must be told
    of; ``calendar_text`` is the event as they read it, ``changed_at`` when that was written.
    ``taken`` seats and how many are ``waiting`` are counted here, under the lock of this row, and
    ``last_number`` is that of the last sign-up; ``reminded``: how many reminders have left.
    ``attended``: how many were there in all, as its hosts counted them; None: nobody has.
    ``thanked_on``: the day on which everybody who was there was thanked.
    """

    data_classes: ClassVar = {
        **dict.fromkeys(
            (
                *("id", "title", "about", "kind", "issue", "starts_at", "ends_at", "time_zone"),
                *("day", "where", "place", "state_code", "zip_code", "venue", "address"),
                *("latitude", "longitude", "cell", "wide_cell", "languages", "access", "seats"),
                *("by_approval", "state", "cancelled_because", "series", "sequence", "made_on"),
                *("changed_at", "calendar_text"),
            ),
            DataClass.PUBLIC,
        ),
        **dict.fromkeys(
            (
                *("home_sealed", "link_sealed", "taken", "waiting", "last_number", "reminded"),
                *("attended", "thanked_on"),
            ),
            DataClass.HOST,
        ),
    }

    id = models.CharField(max_length=ID_LENGTH, primary_key=True, default=fresh_id)
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(max_length=LONGEST_ABOUT)
    kind = models.CharField(max_length=20, choices=Kind)
    issue = models.CharField(max_length=20, choices=Issue)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=40)
    day = models.DateField()
    where = models.CharField(max_length=10, choices=Where)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="events")
    state_code = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=5, blank=True)
    venue = models.CharField(max_length=LONGEST_VENUE, blank=True)
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    home_sealed = models.BinaryField(default=b"", blank=True)
    link_sealed = models.BinaryField(default=b"", blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    cell = models.IntegerField()
    wide_cell = models.IntegerField()
    languages = models.CharField(max_length=_LONGEST_LIST)
    access = models.CharField(max_length=_LONGEST_LIST, blank=True)
    seats = models.PositiveIntegerField(null=True)
    by_approval = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    cancelled_because = models.CharField(max_length=LONGEST_REASON, blank=True)
    series = models.CharField(max_length=ID_LENGTH, blank=True, db_index=True)
    sequence = models.PositiveIntegerField(default=0)
    made_on = models.DateField()
    changed_at = models.DateTimeField()
    calendar_text = models.TextField(blank=True)
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    reminded = models.PositiveSmallIntegerField(default=0)
    attended = models.PositiveIntegerField(null=True)
    thanked_on = models.DateField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        # A near-me question walks the cells in the order of time, and reads no other row.
        indexes: ClassVar = [
            models.Index(fields=["cell", "starts_at"], name="events_cell_time"),
            models.Index(fields=["wide_cell", "starts_at"], name="events_wide_time"),
            models.Index(fields=["state_code", "starts_at"], name="events_state_time"),
            # All to come are counted without a look at their rows.
            models.Index(fields=["starts_at", "ends_at", "state"], name="events_time"),
            models.Index(fields=["changed_at"], name="events_changed"),
        ]

    def __str__(self) -> str:
        return self.title


class EventGroup(models.Model):
    """A group that holds an event, alone or with others; ``main``: the one that put it there."""

    data_class: ClassVar = DataClass.PUBLIC

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="groups")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="events")
    main = models.BooleanField(default=False)

    objects = EventGroupQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "group"], name="events_group_once"),
            models.UniqueConstraint(
                fields=["event"], condition=models.Q(main=True), name="events_one_main_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} by {self.group_id}"


class Host(models.Model):
    """Somebody who hosts one event: ``id`` and ``name`` are theirs there and nowhere else."""

    data_classes: ClassVar = {
        **dict.fromkeys(("id", "event", "role", "name"), DataClass.PUBLIC),
        "person": DataClass.SELF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="hosts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hosted")
    role = models.CharField(max_length=10, choices=HostRole, default=HostRole.MAIN)
    name = models.CharField(max_length=LONGEST_NAME)

    objects = HostQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "person"], name="events_host_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class HostInvitation(models.Model):
    """A link that lets one person host with others. ``digest`` is of its secret."""

    data_class: ClassVar = DataClass.HOST

    digest = models.CharField(max_length=64, primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"invitation to host {self.event_id}"


class EventWords(models.Model):
    """New words of a published event that a moderator has yet to read; the old ones stay."""

    data_classes: ClassVar = {
        **dict.fromkeys(("event", "title", "about", "venue"), DataClass.HOST),
        "person": DataClass.SELF,
    }

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(max_length=LONGEST_ABOUT)
    venue = models.CharField(max_length=LONGEST_VENUE, blank=True)

    def __str__(self) -> str:
        return f"words of {self.event_id}"


class EventRecap(models.Model):
    """What came of an event, in a few sentences by its hosts.

    ``text`` is what everybody reads, ``new_text`` what a moderator has yet to read, and ``person``
    who wrote that. Of what everybody reads nobody is remembered.
    """

    data_classes: ClassVar = {
        **dict.fromkeys(("event", "text"), DataClass.PUBLIC),
        "new_text": DataClass.HOST,
        "person": DataClass.SELF,
    }

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, primary_key=True, related_name="recap"
    )
    text = models.TextField(max_length=LONGEST_RECAP, blank=True)
    new_text = models.TextField(max_length=LONGEST_RECAP, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"recap of {self.event_id}"


class SignUp(models.Model):
    """Somebody who said yes to an event, without an account.

    ``id`` is made of the form's own number, so that a form that is sent twice counts once; see
    `sign_ups`. ``secret_digest`` is of the private link that changes or cancels it. ``number`` is
    the order in which people said yes, and of the waiting list. ``email_index`` finds those of an
    address, for whoever leaves the site or takes everything along. ``answered_on``: the day of
    the last answer. ``attended``: whether they were there, as a host has marked; None: not marked.
    """

    data_classes: ClassVar = {
        **dict.fromkeys(
            (
                *("id", "event", "answer", "number", "name_sealed", "note_sealed"),
                *("answered_on", "attended"),
            ),
            DataClass.HOST,
        ),
        **dict.fromkeys(
            ("email_sealed", "email_index", "language", "secret_digest"), DataClass.SELF
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Found by the index of its number, below.
    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="sign_ups", db_index=False
    )
    answer = models.CharField(max_length=10, choices=Answer)
    number = models.PositiveIntegerField()
    name_sealed = models.BinaryField()
    note_sealed = models.BinaryField(default=b"", blank=True)
    email_sealed = models.BinaryField(default=b"", blank=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=10, default="en")
    secret_digest = models.CharField(max_length=64, unique=True)
    answered_on = models.DateField()
    attended = models.BooleanField(null=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "number"], name="events_sign_up_number")
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.pk}"


class Mailing(models.Model):
    """Letters to many who said yes, some at a time; gone once the last of them is written.

    ``reached`` and ``last``: the numbers of the sign-ups that were written to last, and that are
    written to at all. ``numbers``: only those of them, where there are any. ``before``: what its
    time and place were.
    """

    data_class: ClassVar = DataClass.HOST

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Writes)
    before = models.JSONField(default=dict)
    numbers = models.JSONField(default=list)
    reached = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField()
    begun_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.event_id}"


class EventRole(models.Model):
    """A role of the host kit that somebody has; one without a row is open.

    Either a ``host`` has it, or somebody who said yes (``taken_by``), or whoever a host gave it
    to, whose ``name_sealed`` is for the hosts alone.
    """

    data_class: ClassVar = DataClass.HOST

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="roles")
    key = models.CharField(max_length=30)
    name_sealed = models.BinaryField(default=b"", blank=True)
    host = models.ForeignKey(Host, on_delete=models.CASCADE, null=True, related_name="roles")
    taken_by = models.ForeignKey(SignUp, on_delete=models.CASCADE, null=True, related_name="roles")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "key"], name="events_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.event_id}"


class EventPhoto(models.Model):
    """A photo of an event that has begun. ``person`` added it; forgotten with who hosted it."""

    data_classes: ClassVar = {
        **dict.fromkeys(("id", "event", "picture", "state"), DataClass.PUBLIC),
        "person": DataClass.SELF,
    }

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="photos")
    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=PhotoState, default=PhotoState.WAITING)

    objects = EventPhotoQuerySet.as_manager()

    def __str__(self) -> str:
        return f"photo of {self.event_id}"


class Change(models.Model):
    """A time or place that was another before; ``before`` is shown as the page showed it.

    Of a place: venue and address. Of a time: the start and end, ISO 8601, in UTC.
    """

    data_class: ClassVar = DataClass.PUBLIC

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    before = models.CharField(max_length=LONGEST_VENUE + LONGEST_ADDRESS + 40)
    changed_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.what} of {self.event_id}"
