"""What can be decided on a subject as it stands, and on which grounds."""

from __future__ import annotations

from freedomcities.moderation.choices import GROUNDS, Decision, Direction, Ground, State
from freedomcities.moderation.kinds import ContentKind, Shown
from freedomcities.moderation.refusals import SayWhy


def check_ground(what: Decision | Direction, ground: Ground | None) -> None:
    """SayWhy where something needs a ground, and this is none for it."""
    if what in GROUNDS and ground not in GROUNDS[what]:
        raise SayWhy


def possible(kind: ContentKind, shown: Shown, state: State = State.OPEN) -> tuple[Decision, ...]:
    """What one moderator can decide on a subject as it stands, in a case that stands so."""
    if state is State.READING:
        # What no reader answers is closed by whoever asked, or by another moderator.
        return (Decision.LEAVE,)
    if not shown.is_public:
        does = {Decision.PUBLISH: kind.publish, Decision.DECLINE: kind.decline}
        return tuple(decision for decision, do in does.items() if do)
    asks = (Decision.ASK_READER,) if kind.is_law else ()
    if kind.take_down and not kind.is_on_the_list:
        return *asks, Decision.LEAVE, Decision.TAKE_DOWN
    return *asks, Decision.LEAVE
