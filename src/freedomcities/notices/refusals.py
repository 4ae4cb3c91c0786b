"""Why an operation on notices is refused: each one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Refusal


class NothingToFollow(Refusal):
    """There is no such thing, or it is not this person's to follow: nobody is told which."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing here to follow."))


class TooManyFollows(Refusal):
    """Somebody follows as much as one person can."""

    def __init__(self, most: int) -> None:
        sentence = _("You follow %(most)s things already. Stop following some of them first.")
        super().__init__(sentence % {"most": f"{most:,}"})


class NoSuchLink(Refusal):
    """The link that stops letters is forged, cut short, or older than thirteen months."""

    def __init__(self) -> None:
        super().__init__(
            _("This link is too old, or a part of it is missing. Use the one of a later email.")
        )
