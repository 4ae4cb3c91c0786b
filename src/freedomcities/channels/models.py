"""Channels, what is written in them, and the hooks that hand news on. Only operations write.

Days alone are kept, never the time of day: what comes after what is told by numbers. Who has
read what is kept nowhere.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from freedomcities.accounts.models import Person
from freedomcities.blueprints.models import Rule
from freedomcities.channels.choices import Form
from freedomcities.channels.querysets import (
    ChannelQuerySet,
    DeliveryQuerySet,
    HookQuerySet,
    PostQuerySet,
    ThreadQuerySet,
)
from freedomcities.groups.models import LONGEST_NAME, Group, Membership, fresh_id
from freedomcities.lib.privacy import DataClass
from freedomcities.places.models import Place

_ID_LENGTH = 12
LONGEST_TITLE = 120
LONGEST_POST = 5_000


class Channel(models.Model):
    """Where those talk who lead groups at a place and around it, or work for a rule.

    It is there from the first post, follow, mute or hook. ``moves`` counts posts, for order.
    ``entered_on``: the day on which those who sit near it were last entered as listeners.
    """

    data_class: ClassVar = DataClass.GROUP

    id = models.CharField(max_length=_ID_LENGTH, primary_key=True, default=fresh_id)
    place = models.OneToOneField(Place, on_delete=models.PROTECT, null=True, related_name="channel")
    rule = models.OneToOneField(Rule, on_delete=models.PROTECT, null=True, related_name="channel")
    moves = models.PositiveBigIntegerField(default=0)
    entered_on = models.DateField(null=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(place=None, rule__isnull=False) | Q(place__isnull=False, rule=None),
                name="channels_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"channel {self.pk}"


class Voice(models.Model):
    """Somebody in one channel, for one group: ``id`` and ``name`` are theirs there alone.

    It goes with their membership, and what they wrote is a former member's then.
    """

    data_classes: ClassVar = {
        **dict.fromkeys(("id", "channel", "name"), DataClass.GROUP),
        "membership": DataClass.SELF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="voices")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="voices")
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "membership"], name="channels_voice_once")
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class Thread(models.Model):
    """What is talked about under one title.

    ``numbers``: how many posts were ever written in it; ``moved_at``: the channel's count at the
    last of them; ``last_on`` its day. ``is_held``: its title and first post wait for a moderator.
    """

    data_class: ClassVar = DataClass.GROUP

    id = models.CharField(max_length=_ID_LENGTH, primary_key=True, default=fresh_id)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="threads")
    title = models.CharField(max_length=LONGEST_TITLE)
    numbers = models.PositiveIntegerField(default=0)
    moved_at = models.PositiveBigIntegerField(default=0)
    last_on = models.DateField(db_index=True)
    is_held = models.BooleanField(default=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["channel", "-moved_at"], name="channels_thread_order"),
            models.Index(fields=["channel", "last_on"], name="channels_thread_news"),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class Post(models.Model):
    """What somebody wrote: plain text. ``voice`` is gone once they do not belong to the group.

    ``is_held``: it waits for a moderator, and nobody but its author sees it.
    """

    data_class: ClassVar = DataClass.GROUP

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    voice = models.ForeignKey(Voice, on_delete=models.SET_NULL, null=True, related_name="posts")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=LONGEST_POST)
    written_on = models.DateField()
    changed_on = models.DateField(null=True)
    is_held = models.BooleanField(default=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "number"], name="channels_post_number_once")
        ]

    def __str__(self) -> str:
        return f"post {self.number} of {self.thread_id}"


class Listener(models.Model):
    """Somebody was let follow a channel once, for their part in a group; never again after that."""

    data_class: ClassVar = DataClass.SELF

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="listeners")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="listening")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "membership"], name="channels_listener_once")
        ]

    def __str__(self) -> str:
        return f"listener {self.pk}"


class Mute(models.Model):
    """Somebody wants to hear nothing of a channel."""

    data_class: ClassVar = DataClass.SELF

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="mutes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="channel_mutes")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "person"], name="channels_mute_once")
        ]

    def __str__(self) -> str:
        return f"mute of {self.channel_id}"


class Hook(models.Model):
    """How a group hears of its channels in the chat that it uses. All that is secret is sealed.

    ``membership``: the lead who set it; it hands nothing on once they lead the group no more, and
    goes with them. ``with_text``: the post's own words leave the site as well. ``failures`` in a
    row make it wait, until ``wait_until``, and switch it off in the end; ``trouble`` says what
    the last one was. ``tried_on``: the day of the last try, however it went.
    """

    data_class: ClassVar = DataClass.GROUP
    data_classes: ClassVar = {"membership": DataClass.SELF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="hooks")
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, null=True, related_name="hooks"
    )
    form = models.CharField(max_length=10, choices=Form)
    channels = models.ManyToManyField(Channel, related_name="hooks")
    address_sealed = models.BinaryField()
    room_sealed = models.BinaryField(default=b"", blank=True)
    token_sealed = models.BinaryField(default=b"", blank=True)
    secret_sealed = models.BinaryField()
    with_text = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="en")
    is_on = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=20, blank=True)
    wait_until = models.DateTimeField(null=True)
    made_on = models.DateField()
    last_sent_on = models.DateField(null=True)
    tried_on = models.DateField(null=True)

    objects = HookQuerySet.as_manager()

    def __str__(self) -> str:
        return f"hook {self.pk}"


class Delivery(models.Model):
    """News on their way to a chat, gone once they are there; without a post they are a test.

    ``claimed_until``: a job is at it. Its id goes along, so that the other side can tell the
    same news that come twice.
    """

    data_class: ClassVar = DataClass.GROUP

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="deliveries")
    made_on = models.DateField()
    claimed_until = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hook", "post"], name="channels_delivery_once")
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
