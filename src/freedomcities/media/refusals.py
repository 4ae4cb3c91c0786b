"""Why a picture is refused: each one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Refusal


class TooManyBytes(Refusal):
    """The file is larger than any photo needs to be."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("This file is too large: a picture has at most %(most)s MB.") % {"most": most >> 20}
        )


class TooManyPixels(Refusal):
    """It would fill the memory."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("This picture is too large: it has at most %(most)s million pixels.")
            % {"most": most // 1_000_000}
        )


class TooSmall(Refusal):
    """Nothing could be seen in it."""

    def __init__(self, least: int) -> None:
        super().__init__(
            _("This picture is too small: each side has at least %(least)s pixels.")
            % {"least": least}
        )


class TooNarrow(Refusal):
    """A strip that no page can show."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("This picture is a strip: the long side is at most %(most)s times the short one.")
            % {"most": most}
        )


class NoPicture(Refusal):
    """It is of another format, or of none, or broken."""

    def __init__(self) -> None:
        super().__init__(
            _("This file cannot be read as a picture: choose a JPEG, PNG, WebP or HEIC.")
        )


class Moves(Refusal):
    """It is animated."""

    def __init__(self) -> None:
        super().__init__(_("This picture moves: choose one that stands still."))


class NeedsAlt(Refusal):
    """Nobody who cannot see it would know what it shows."""

    def __init__(self) -> None:
        super().__init__(_("Say in a sentence what is to be seen."))
