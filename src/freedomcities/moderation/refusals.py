"""Why an operation of moderation is refused: each one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Hidden, Refusal


class MayNot(Hidden):
    """Whoever asks may not do this, or there is no such case: nobody is told which."""

    def __init__(self) -> None:
        super().__init__(_("There is no such case, or this is not yours to decide."))


class AlreadyDecided(Refusal):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has decided on this already."))


class ChangedSince(Refusal):
    """What is decided on is not what whoever decides has read."""

    def __init__(self) -> None:
        super().__init__(_("It has changed since you read it: read it again."))


class NotOnesOwn(Refusal):
    """Whoever wrote something wants to let everybody see it."""

    def __init__(self) -> None:
        super().__init__(_("This is your own. Somebody else has to decide on it."))


class CannotBe(Refusal):
    """Things of this kind cannot be decided on so."""

    def __init__(self) -> None:
        super().__init__(_("This cannot be decided here. Choose another decision."))


class SayWhy(Refusal):
    """A decision against something needs its reason."""

    def __init__(self) -> None:
        super().__init__(_("Choose a reason."))


class SayWhatWasDone(Refusal):
    """A reader of law says that an entry is corrected, and not how."""

    def __init__(self) -> None:
        super().__init__(_("Say what was corrected, and by which import."))


class NoteTooLong(Refusal):
    """A note with more characters than there is room for."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Write at most %(most)s characters.") % {"most": f"{most:,}"})


class NothingThere(Hidden):
    """What somebody reports, or wants to take down, is not there."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing here to report."))


class AskedAlready(Refusal):
    """Somebody asks for what was asked for, and nobody answered yet."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has asked for this already. A second person has to answer."))


class NotOneself(Refusal):
    """Whoever asked wants to confirm it too."""

    def __init__(self) -> None:
        super().__init__(_("You asked for this yourself. Somebody else has to confirm it."))


class AskerGone(Refusal):
    """Whoever asked is no moderator any more, so that their word counts for nothing."""

    def __init__(self) -> None:
        super().__init__(
            _("Whoever asked for this moderates no more. Refuse it, and ask for it anew.")
        )


class HoldsDetails(Refusal):
    """A name by which somebody can be found."""

    def __init__(self) -> None:
        super().__init__(
            _("Choose a name without a phone number, an email address or any such number in it.")
        )
