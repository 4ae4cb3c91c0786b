"""Groups, where they work, and who belongs to them. Only operations write.

A person is shown through a membership alone: its id and its name are good in that one group, so
that nobody can tell from them that somebody belongs to two.
"""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar

from django.db import models

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import Joining, Role, State
from freedomcities.groups.querysets import GroupQuerySet, MembershipQuerySet
from freedomcities.lib.privacy import DataClass
from freedomcities.places.models import Place

# No vowels, so that no word comes out; nothing that is taken for something else when read aloud.
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_ID_LENGTH = 12
# Far more than an id has, so that each is as likely as any other.
_BITS = 256
LONGEST_GROUP_NAME = 80
LONGEST_ABOUT = 2_000
LONGEST_NAME = 60
LONGEST_TEXT = 500


def fresh_id() -> str:
    """A group's random id, as it stands in addresses: 12 letters and digits."""
    return id_of_number(secrets.randbits(_BITS))


def id_of_number(number: int) -> str:
    """The id of a random number: what it says beyond 12 letters and digits does not count."""
    letters = []
    for _ in range(_ID_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "".join(letters)


class Group(models.Model):
    """People who work together; ``about`` is plain text. Nobody but members sees who they are.

    ``parent``: the group that it is a part of, such as that of the county. ``made_on`` and
    ``closed_on`` are days.
    """

    data_class: ClassVar = DataClass.PUBLIC

    id = models.CharField(max_length=_ID_LENGTH, primary_key=True, default=fresh_id)
    name = models.CharField(max_length=LONGEST_GROUP_NAME)
    about = models.TextField(max_length=LONGEST_ABOUT)
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.REQUEST)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="children"
    )
    made_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "name"], name="groups_state_name")]

    def __str__(self) -> str:
        return self.name


class GroupChange(models.Model):
    """New words of an open group that a moderator has yet to read; the old ones stay visible."""

    data_classes: ClassVar = {
        **dict.fromkeys(("group", "name", "about"), DataClass.GROUP),
        "person": DataClass.SELF,
    }

    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, primary_key=True, related_name="change"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_GROUP_NAME)
    about = models.TextField(max_length=LONGEST_ABOUT)

    def __str__(self) -> str:
        return f"change of {self.group_id}"


class GroupPlace(models.Model):
    """A place where a group works; ``main`` is the one that it is listed under."""

    data_class: ClassVar = DataClass.PUBLIC

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="group_places")
    main = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "place"], name="groups_place_once"),
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(main=True), name="groups_one_main_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} at {self.place_id}"


class Membership(models.Model):
    """Somebody within one group: ``id`` and ``name`` are theirs here and nowhere else.

    ``joined_in`` is the Monday of the week in which they came.
    """

    data_classes: ClassVar = {
        **dict.fromkeys(("id", "group", "role", "name", "joined_in"), DataClass.GROUP),
        "person": DataClass.SELF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    name = models.CharField(max_length=LONGEST_NAME)
    joined_in = models.DateField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "person"], name="groups_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class JoinRequest(models.Model):
    """Somebody asks to join. It is gone once it is decided, or once the group is closed."""

    data_classes: ClassVar = {
        **dict.fromkeys(("id", "group", "name", "text", "asked_on"), DataClass.GROUP),
        "person": DataClass.SELF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="join_requests")
    name = models.CharField(max_length=LONGEST_NAME)
    text = models.CharField(max_length=LONGEST_TEXT, blank=True)
    asked_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "person"], name="groups_asked_once")
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Invitation(models.Model):
    """A link that lets one person in. ``digest`` is of its secret, which is kept nowhere."""

    data_class: ClassVar = DataClass.GROUP

    digest = models.CharField(max_length=64, primary_key=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"invitation to {self.group_id}"
