"""Reading a page in tests: its text, with and without the crosswalk."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}


class _Reader(HTMLParser):
    """Collects the text of `main`, leaving out elements that have a certain attribute."""

    def __init__(self, left_out: str) -> None:
        super().__init__()
        self.left_out = left_out
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, any(name == self.left_out for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        within = [tag for tag, _ in self.open]
        if "main" in within and not any(left_out for _, left_out in self.open):
            self.said.append(data)


def main_text(html: str, *, without: str = "") -> str:
    """The text of the page's main part; `without`: leave out elements with this attribute."""
    reader = _Reader(without)
    reader.feed(html)
    return " ".join(" ".join(reader.said).split())
