"""What a page may not do behind a person's back."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Page, Request

_QUIET = ("data:", "blob:", "about:")


@dataclass
class Watch:
    """Complaints of the console, errors of scripts, and requests to anybody else."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", self._error)
        self.page.on("request", self._request)

    def check(self, *, is_missing: bool = False) -> None:
        """Nothing was amiss since the last check; a missing page says so in the console."""
        complaints = [one for one in self.complaints if not (is_missing and "404" in one)]
        strangers = list(self.strangers)
        self.complaints.clear()
        self.strangers.clear()
        assert complaints == []
        assert strangers == []
        # A page with a form to send sets its token's cookie, and no other page any.
        has_form = self.page.locator("form[method=post]").count() > 0
        cookies = [one.get("name") for one in self.page.context.cookies()]
        assert cookies == (["csrftoken"] if has_form else [])
        self.page.context.clear_cookies()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")

    def _error(self, error: Error) -> None:
        self.complaints.append(f"script: {error.message}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", *_QUIET)):
            self.strangers.append(request.url)
