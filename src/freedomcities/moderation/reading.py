"""What readers of law answer when a moderator asks them whether an entry still holds.

Nothing here changes the list: what changed in the law comes in by an import, and the answer says
which.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import Reading, State
from freedomcities.moderation.models import LONGEST_NOTE, Case
from freedomcities.moderation.operations import close
from freedomcities.moderation.permissions import is_reader
from freedomcities.moderation.refusals import (
    AlreadyDecided,
    MayNot,
    NoteTooLong,
    SayWhatWasDone,
)

_ENDS = {Reading.RIGHT: State.RIGHT, Reading.CORRECTED: State.CORRECTED}


def answer_case(
    case_id: UUID, reading: Reading, *, text: str = "", actor: Person, now: datetime
) -> Case:
    """Close what was asked of readers of law; `text` is for moderators and other readers.

    Raises MayNot, AlreadyDecided, NoteTooLong, and SayWhatWasDone where something is said to be
    corrected and not how.
    """
    said = text.strip()
    if len(said) > LONGEST_NOTE:
        raise NoteTooLong(LONGEST_NOTE)
    with transaction.atomic():
        person = Person.objects.filter(pk=actor.pk).first()
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        # A case that nobody asked them about is none of theirs, decided or not.
        if person is None or not is_reader(person) or case is None or case.state == State.OPEN:
            raise MayNot
        if case.state != State.READING:
            raise AlreadyDecided
        if reading is Reading.CORRECTED and not said:
            raise SayWhatWasDone
        close(case, _ENDS[reading], actor=actor, now=now)
        case.answer = said
        case.save(update_fields=["answer"])
    return case
