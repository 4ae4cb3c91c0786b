"""Where the styles, scripts and pictures of the site are, by the names of their contents."""

from __future__ import annotations

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class KeptAddresses(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # theirs has none
    """A page names a dozen of them, whose addresses change with a new build alone."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._kept = cache(super().url)

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file."""
        return str(self._kept(name, force))
