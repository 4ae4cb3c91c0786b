"""Why an operation on an event is refused: each one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Hidden, Refusal


class MayNot(Hidden):
    """Whoever asks may not do this, or the event is no more: nobody is told which."""

    def __init__(self) -> None:
        super().__init__(_("There is no such event, or this is not yours to do."))


class NoSuchTime(Refusal):
    """An hour that the clocks leave out that day."""

    def __init__(self) -> None:
        super().__init__(
            _("The clocks are put forward that night, and this hour is left out: choose another.")
        )


class InThePast(Refusal):
    """It would begin before now."""

    def __init__(self) -> None:
        super().__init__(_("This time is over: choose a later one."))


class TooFarAhead(Refusal):
    """It would begin in years."""

    def __init__(self) -> None:
        super().__init__(_("An event is at most 18 months ahead."))


class EndsTooLate(Refusal):
    """It ends before it begins, or days later."""

    def __init__(self) -> None:
        super().__init__(_("An event ends after it begins, and lasts at most two days."))


class NightTooLong(Refusal):
    """It ends before the hour at which it begins, and not in the night that follows."""

    def __init__(self) -> None:
        super().__init__(_("This would go on until the next day: check the end, a.m. or p.m."))


class NeedsAddress(Refusal):
    """A public place without its address."""

    def __init__(self) -> None:
        super().__init__(_("Write the street and number, so that people find it."))


class ZipElsewhere(Refusal):
    """A ZIP code that is none, or of another place: it would lead people and programs astray."""

    def __init__(self, zip_code: str, place: str) -> None:
        super().__init__(
            _("%(zip)s is not known as a ZIP code of %(place)s: correct it, or leave it empty.")
            % {"zip": zip_code, "place": place}
        )


class NeedsLink(Refusal):
    """An online event without its link."""

    def __init__(self) -> None:
        super().__init__(_("Write the link by which people join, beginning with https://."))


class NeedsLanguage(Refusal):
    """Nobody knows what is spoken there."""

    def __init__(self) -> None:
        super().__init__(_("Choose at least one language."))


class PlaceClosed(Refusal):
    """The place is no government any more, or is none that an event can be at."""

    def __init__(self) -> None:
        super().__init__(_("Choose a town, a county or a state of today."))


class BadSeats(Refusal):
    """A number of seats that cannot be."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Write a number of seats from 1 to %(most)s.") % {"most": f"{most:,}"})


class TooManyRepeats(Refusal):
    """More repeats than a series has."""

    def __init__(self, most: int) -> None:
        super().__init__(_("A series has at most %(most)s events.") % {"most": most})


class TooManyWaiting(Refusal):
    """Somebody new has several events that no moderator has seen yet."""

    def __init__(self) -> None:
        super().__init__(
            _("Other events of yours still wait for a moderator. Add this one after that.")
        )


class IsOver(Refusal):
    """It has begun or ended, or is cancelled: what was, is not changed."""

    def __init__(self) -> None:
        super().__init__(_("This event is over or cancelled: it is not changed any more."))


class AlreadyHandedOut(Refusal):
    """Somebody has the role."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has this role already: take it back first."))


class SayWhy(Refusal):
    """Cancelled without a reason."""

    def __init__(self) -> None:
        super().__init__(_("Say in a sentence why: people planned to come."))


class LastHost(Refusal):
    """The event would be left without a host."""

    def __init__(self) -> None:
        super().__init__(_("You are the only host. Hand the event over first, or cancel it."))


class AlreadyHost(Refusal):
    """Somebody who hosts the event opens a link to host it."""

    def __init__(self) -> None:
        super().__init__(_("You host this event already."))


class TooManyGroups(Refusal):
    """More groups than hold one event."""

    def __init__(self, most: int) -> None:
        super().__init__(_("At most %(most)s groups hold an event together.") % {"most": most})


class IsCancelled(Refusal):
    """Nobody can come any more."""

    def __init__(self) -> None:
        super().__init__(_("This event is cancelled."))


class HasBeen(Refusal):
    """It is over: nobody can come any more."""

    def __init__(self) -> None:
        super().__init__(_("This event is over."))


class NotOnTheMap(Refusal):
    """It waits for a moderator: nobody can say yes yet."""

    def __init__(self) -> None:
        super().__init__(_("This event waits for a moderator: nobody can say yes yet."))


class ChangedTooOften(Refusal):
    """Everybody who comes or follows it is written to each time."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "Time and place change at most %(most)s times a day: each time people are "
                "written to."
            )
            % {"most": most}
        )


class NoteHoldsDetails(Refusal):
    """A note by which somebody can be found; no moderator reads it first."""

    def __init__(self) -> None:
        super().__init__(
            _("Leave phone numbers, addresses and any such number out of what you write.")
        )


class NoSuchYes(Hidden):
    """The private link leads to nothing, or nothing any more."""

    def __init__(self) -> None:
        super().__init__(_("This link leads to nothing any more."))


class WasDeclined(Refusal):
    """Whoever was declined cannot change what they wrote."""

    def __init__(self) -> None:
        super().__init__(_("The host has declined this. You can delete it."))


class HasNotBeen(Refusal):
    """Nobody can say yet who was there, or what came of it."""

    def __init__(self) -> None:
        super().__init__(_("This event is still to come: do this when it has been."))


class NamesAreGone(Refusal):
    """So long after it nobody is counted any more."""

    def __init__(self) -> None:
        super().__init__(_("The names of this event are deleted: nobody is counted any more."))


class TooManyPeople(Refusal):
    """A number of people that cannot be."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Write a number of people up to %(most)s.") % {"most": f"{most:,}"})


class FewerThanMarked(Refusal):
    """More people are marked on the list than were there in all."""

    def __init__(self, marked: int) -> None:
        super().__init__(
            _("On the list %(marked)s are marked as there: in all it cannot be fewer.")
            % {"marked": f"{marked:,}"}
        )


class NeedsConsent(Refusal):
    """Somebody would be on the list without having agreed."""

    def __init__(self) -> None:
        super().__init__(_("Ask them first, and tick that they agree."))


class AlreadyThanked(Refusal):
    """Thanks are sent once."""

    def __init__(self) -> None:
        super().__init__(_("Everybody has been thanked already."))


class RoleIsTaken(Refusal):
    """Somebody was faster."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has taken this on."))


class NeedsSeat(Refusal):
    """Only whoever comes takes something on."""

    def __init__(self) -> None:
        super().__init__(_("You can take this on as soon as it is sure that you come."))


class PhotosLater(Refusal):
    """It has not begun, or is not on the map."""

    def __init__(self) -> None:
        super().__init__(
            _("Photos are added once the event has begun, as long as it is on the map.")
        )


class TooManyPhotos(Refusal):
    """More photos than an event has."""

    def __init__(self, most: int) -> None:
        super().__init__(_("An event has at most %(most)s photos.") % {"most": most})


class SayAgreed(Refusal):
    """A photo of which nobody says that those in it agreed."""

    def __init__(self) -> None:
        super().__init__(_("Add a photo only where everybody who can be recognized agreed."))
