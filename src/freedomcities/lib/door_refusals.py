"""Why nothing came through the door to the network: each one sentence.

None of them tells what there is in a network of our own: a name that is not found and one that
leads there are answered alike.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Refusal


class DoorRefusal(Refusal):
    """Nothing came through the door; `kind` is a word for it that can be kept."""

    kind = "broken"


class BadAddress(DoorRefusal):
    """No address of the web, or one that can be read in two ways."""

    kind = "address"

    def __init__(self) -> None:
        super().__init__(_("Write a whole web address, such as https://example.org/page."))


class NotPublic(DoorRefusal):
    """Nothing public goes by this name, or it asks for a port that is not one of the web."""

    kind = "not-public"

    def __init__(self) -> None:
        super().__init__(_("Nothing on the public web was found at this address."))


class NotReached(DoorRefusal):
    """Nobody answers there, or the answer broke off or cannot be understood."""

    kind = "not-reached"

    def __init__(self) -> None:
        super().__init__(_("The other side did not answer, or not in a way that we understand."))


class NotTrusted(DoorRefusal):
    """The certificate is not good for this name."""

    kind = "not-trusted"

    def __init__(self) -> None:
        super().__init__(_("The other side could not show that it is who it says it is."))


class TooSlow(DoorRefusal):
    """Not all of it came in time."""

    kind = "slow"

    def __init__(self) -> None:
        super().__init__(_("The other side took too long to answer."))


class TooLarge(DoorRefusal):
    """More than we take in."""

    kind = "large"

    def __init__(self) -> None:
        super().__init__(_("The other side sent more than we take in."))


class WrongKind(DoorRefusal):
    """Another kind of content than was asked for, or packed though we asked for it plain."""

    kind = "content"

    def __init__(self) -> None:
        super().__init__(_("The other side sent another kind of content than we take in."))


class TooManyRedirects(DoorRefusal):
    """It leads on and on."""

    kind = "redirects"

    def __init__(self) -> None:
        super().__init__(_("The address leads on to other addresses without end."))
