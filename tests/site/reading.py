"""Reading a page as a visitor does: its text, without the parts that speak of other blueprints."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_SAID = {"alt", "aria-label", "content", "placeholder", "title"}
_ELSEWHERE = {"data-crosswalk", "data-blueprints"}


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of text: of the main part, and of everything, head and labels included."""

    main: str
    whole: str
    links: tuple[dict[str, str], ...]
    language: str


@dataclass
class _Reader(HTMLParser):
    open: list[tuple[str, bool]] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "link":
            self.links.append(given)
        if tag not in _VOID:
            self.open.append((tag, _speaks_of_others(given)))
        for name in _SAID & given.keys():
            self._say(given[name])

    def handle_endtag(self, tag: str) -> None:
        if tag in {each for each, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & {tag for tag, _ in self.open}:
            self._say(data)

    def _say(self, text: str) -> None:
        if any(left_out for _, left_out in self.open):
            return
        self.whole.append(text)
        if "main" in {tag for tag, _ in self.open}:
            self.main.append(text)


def read_page(html: str) -> Page:
    """Read a page; the crosswalk and the links to other blueprints are left out."""
    reader = _Reader()
    reader.feed(html)
    return Page(_tidy(reader.main), _tidy(reader.whole), tuple(reader.links), reader.language)


def _speaks_of_others(given: dict[str, str]) -> bool:
    classes = given.get("class", "").split()
    return bool(_ELSEWHERE & given.keys()) or "blueprints" in classes


def _tidy(said: list[str]) -> str:
    return " ".join(" ".join(said).split())
