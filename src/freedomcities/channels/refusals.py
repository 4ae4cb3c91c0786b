"""Why an operation on a channel is refused: each one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Refusal


class TooManyHooks(Refusal):
    """The group hands its news on to as many chats as it may."""

    def __init__(self, most: int) -> None:
        super().__init__(_("A group has at most %(most)s hooks.") % {"most": most})


class NotHttps(Refusal):
    """The way to the chat is not sealed."""

    def __init__(self) -> None:
        super().__init__(_("Write an address that begins with https://."))


class NoRoom(Refusal):
    """A room of Matrix goes by another kind of name."""

    def __init__(self) -> None:
        super().__init__(_("Write the room's own id, such as !abcdef:example.org."))


class NoToken(Refusal):
    """What opens the account at the chat is missing, or cannot be one."""

    def __init__(self) -> None:
        super().__init__(_("Write the access token: letters, digits and signs, without spaces."))


class NoChannel(Refusal):
    """A hook for no channel at all."""

    def __init__(self) -> None:
        super().__init__(_("Choose at least one channel."))
