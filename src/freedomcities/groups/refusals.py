"""Why an operation on a group is refused: each one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Hidden, Refusal


class MayNot(Hidden):
    """Whoever asks may not do this, or the group is no more: nobody is told which."""

    def __init__(self) -> None:
        super().__init__(_("There is no such group, or this is not yours to do."))


class NothingWritten(Refusal):
    """A text that is needed is empty."""

    def __init__(self) -> None:
        super().__init__(_("Write something here."))


class TooLong(Refusal):
    """A text has more characters than there is room for."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Write at most %(most)s characters.") % {"most": f"{most:,}"})


class NoPlace(Refusal):
    """A group without any place."""

    def __init__(self) -> None:
        super().__init__(_("A group has at least one place."))


class TooManyPlaces(Refusal):
    """More places than a group works at."""

    def __init__(self, most: int) -> None:
        super().__init__(_("A group has at most %(most)s places.") % {"most": most})


class TooFar(Refusal):
    """A place of another region, added by a lead alone."""

    def __init__(self) -> None:
        super().__init__(
            _("Add places beside those that the group has. For another region, start a group.")
        )


class TooManyWaiting(Refusal):
    """Somebody has several new groups that no moderator has seen yet."""

    def __init__(self) -> None:
        super().__init__(
            _("Other groups of yours still wait for a moderator. Start this one after that.")
        )


class NoSuchParent(Refusal):
    """The parent is another's group, closed, or the group itself or one below it."""

    def __init__(self) -> None:
        super().__init__(
            _("Choose another group that you lead, and none that is a part of this one.")
        )


class AlreadyMember(Refusal):
    """Somebody who belongs to the group wants to join it."""

    def __init__(self) -> None:
        super().__init__(_("You belong to this group already."))


class NotByRequest(Refusal):
    """The group takes people by invitation alone."""

    def __init__(self) -> None:
        super().__init__(_("This group takes people by invitation only."))


class NoSuchRequest(Refusal):
    """The request was decided on before."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has already decided on this request."))


class NoSuchInvitation(Refusal):
    """The link was used, is too old, or never was one."""

    def __init__(self) -> None:
        super().__init__(_("This invitation was used before, or is too old. Ask for a new one."))


class TooManyInvitations(Refusal):
    """As many links are out as a group needs at a time."""

    def __init__(self, most: int) -> None:
        sentence = _("%(most)s invitations are out already. Wait until some are used or too old.")
        super().__init__(sentence % {"most": most})


class LastLead(Refusal):
    """The group would be left without a lead."""

    def __init__(self) -> None:
        super().__init__(
            _("You are the only lead. Hand the group over to somebody first, or close it.")
        )
