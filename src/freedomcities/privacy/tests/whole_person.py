"""Somebody on whom everything is held that can be: a row in every model that points at people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.test import Client

from freedomcities.accounts.choices import CodePurpose, Role
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Passkey, Person
from freedomcities.accounts.operations import change_details, system_actor
from freedomcities.accounts.recovery import make_recovery_codes
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.seals import seal
from freedomcities.accounts.signing_in import send_code
from freedomcities.accounts.tests.makers import make_ann, set_up_app, sign_in
from freedomcities.channels.opening import open_place
from freedomcities.channels.operations import mute, start_thread
from freedomcities.events.coming import say_yes
from freedomcities.events.handing_out import hand_out_role
from freedomcities.events.operations import change_event
from freedomcities.events.recaps import write_recap
from freedomcities.events.tests.makers import make_draft, make_event
from freedomcities.groups.choices import Joining
from freedomcities.groups.joining import ask_to_join
from freedomcities.groups.models import Group
from freedomcities.groups.news import ACCEPTED
from freedomcities.groups.operations import change_group
from freedomcities.groups.tests.makers import make_founder, make_group, some_place
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import AskState, Direction, Ground, State
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.notices.choices import Pace
from freedomcities.notices.operations import wish
from freedomcities.notices.telling import tell_people
from freedomcities.privacy.export_links import make_export_link

# A Wednesday: what a week stands for can be told from a day.
WEDNESDAY = datetime(2026, 10, 21, 15, 4, 5, tzinfo=UTC)
ADDRESS = "whole.canary@example.org"


def make_whole_person() -> Person:
    """All that can be held on somebody; whoever adds a model adds a line here."""
    person = make_ann(ADDRESS, name="Wholecanary")
    change_details(person, name="Wholecanary", language="es", now=WEDNESDAY)
    day = WEDNESDAY.date()
    monday = day - timedelta(days=2)
    person.joined_in = person.seen_in = monday
    person.warned_on = day
    person.save()
    _accounts(person)
    ask_to_join(
        make_group(make_founder("bob"), name="Asked").pk,
        name="Askcanary", text="Textcanary", actor=person, now=WEDNESDAY,
    )  # fmt: skip
    led = make_group(person, my_name="Leadcanary", name="Groupcanary")
    channel = open_place(some_place(), actor=person, now=WEDNESDAY)
    start_thread(
        channel.pk, group_id=led.pk, name="Voicecanary", title="Titlecanary", text="Postcanary",
        actor=person, now=WEDNESDAY,
    )  # fmt: skip
    mute(channel.pk, actor=person, now=WEDNESDAY)
    _events(person)
    wish(pace=Pace.WEEKLY, directly=True, actor=person, now=WEDNESDAY)
    tell_people(ACCEPTED, [person], {"group": "x", "name": "Newscanary"}, WEDNESDAY)
    _moderation(person)
    make_export_link(actor=person, now=WEDNESDAY)
    return person


def _events(person: Person) -> None:
    """They host an event whose new words wait, and have said yes to another's."""
    draft = make_draft(title="Eventcanary", day=WEDNESDAY.date() + timedelta(days=14))
    event = make_event(person, draft, my_name="Hostcanary", now=WEDNESDAY)
    hand_out_role(event.pk, "door", actor=person, now=WEDNESDAY)
    words = replace(draft, about="Call 734-555-0123")
    change_event(event.pk, words, actor=person, now=WEDNESDAY)
    write_recap(event.pk, "Recapcanary: call 734-555-0123", actor=person, now=event.starts_at)
    other = make_event(make_ann("other.host@example.org"), draft, now=WEDNESDAY)
    say_yes(
        other.pk, once=uuid4(), name="Guestcanary", email=ADDRESS, note="Guestnotecanary",
        language="es", now=WEDNESDAY,
    )  # fmt: skip


def _moderation(person: Person) -> None:
    """They are known, lead a group whose new words wait, and have decided on something."""
    note_known(person)
    group, day = Group.objects.get(name="Groupcanary"), WEDNESDAY.date()
    change_group(
        group.pk, name="Wordscanary", about="Call 734-555-0123", joining=Joining.REQUEST,
        actor=person, now=WEDNESDAY,
    )  # fmt: skip
    Case.objects.create(
        kind="kindcanary", subject="Subjectcanary", state=State.DECLINED, ground=Ground.PRIVATE,
        note="Casecanary", opened_on=day, decided_on=day, decided_by=person,
    )  # fmt: skip
    TakeDown.objects.create(
        kind="kindcanary", subject="Subjectcanary", direction=Direction.TAKE_DOWN,
        ground=Ground.UNTRUE, note="Takedowncanary", state=AskState.DONE, asked_by=person,
        asked_on=day, done_on=day,
    )  # fmt: skip


def _accounts(person: Person) -> None:
    give_roles(person, [Role.READER], actor=system_actor(), now=WEDNESDAY)
    set_up_app(person)
    make_recovery_codes(person, now=WEDNESDAY)
    key = Passkey(person=person, credential="Credentialcanary", public_key=b"x")
    key.added_on = WEDNESDAY.date()
    key.name_sealed = seal(key, "name_sealed", "Keycanary")
    key.save()
    sign_in(Client(), person)
    person.sessions.update(begun_on=WEDNESDAY.date())
    send_code(
        "new.canary@example.org",
        purpose=CodePurpose.ADDRESS, language="en", now=WEDNESDAY, person=person,
    )  # fmt: skip
    write_letter("accounts/letters/idle", to=ADDRESS, language="en", context={}, now=WEDNESDAY)
