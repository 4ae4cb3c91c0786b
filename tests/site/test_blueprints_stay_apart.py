"""Nothing in code knows a subject: pages, list and API of one blueprint have no word of another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.ui.context import NAME
from tests.site.addresses import in_spanish
from tests.site.bells import SLUG, add_bells
from tests.site.conftest import Read
from tests.site.reading import read_page

SHIPPED = ("freedom-cities", "denver-demands", "safety-beyond-policing")
SOURCES = Path(__file__).resolve().parents[2] / "src" / "freedomcities"

# Words of the subjects of the blueprints that ship, as whole words. Case counts for one: ice.
# An event is about one of a closed list of issues, whatever blueprints there are.
ISSUES = re.compile(r"immigration|inmigración|police[ _-]reform|reforma policial", re.IGNORECASE)
SUBJECT = re.compile(
    r"\b(?:(?i:immigra\w*|inmigra\w*|migrator\w+|deport\w*|detainers?|polic(?:e|ed|es|ing)"
    r"|policías?|policial(?:es)?|warrants?|órden(?:es)? judicial(?:es)?|jails?|cárcel(?:es)?"
    r"|sanctuar\w+|santuarios?|undocumented|indocumentad\w+)|ICE|1373)\b"
)

PLACES = ("us", "ca", "tn", "mi", "mi/washtenaw-county", "mi/ann-arbor", "co/denver")


def pages_of(slug: str) -> Iterator[str]:
    """Every page that speaks of one blueprint, in English."""
    yield f"/rules/{slug}/"
    for number in Rule.objects.filter(blueprint=slug).values_list("number", flat=True):
        yield f"/rules/{slug}/{number}/"
        yield f"/progress/?blueprint={slug}&rule={number}"
    yield f"/progress/?blueprint={slug}"
    yield from (f"/progress/{state}/?blueprint={slug}" for state in ("mi", "ca", "tn", "co"))
    yield from (f"/places/{path}/?blueprint={slug}" for path in PLACES)
    yield f"/places/mi/ann-arbor/?blueprint={slug}&on=2024-07-01"


def data_of(slug: str) -> Iterator[str]:
    """Every feed and every address of the API that speaks of one blueprint."""
    yield from (f"/progress{each}?blueprint={slug}" for each in ("/mi.csv", "/mi.geojson", ".atom"))
    yield f"/progress/ca.atom?blueprint={slug}"
    yield f"/api/v1/rules/{slug}"
    yield f"/api/v1/standings?blueprint={slug}"
    yield from (
        f"/api/v1/places/{code}/standings?blueprint={slug}" for code in ("2603000", "06", "47")
    )


def names_of(slugs: Iterable[str], language: str) -> set[str]:
    """Titles of blueprints and names of their rules, as a page would write them."""
    slugs = tuple(slugs)
    rules = Rule.objects.filter(blueprint__in=slugs)
    titles = Blueprint.objects.filter(pk__in=slugs)
    return {str(rule.text(language)["name"]) for rule in rules} | {
        str(each.text(language)["title"]) for each in titles
    }


def found_in(text: str, names: Iterable[str]) -> list[str]:
    """Those names that stand in a text as whole words, in any case."""
    return [
        name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("slug", [*SHIPPED, SLUG])
def test_pages_of_a_blueprint_name_no_other(slug: str, read: Read) -> None:
    add_bells()
    others = [each for each in (*SHIPPED, SLUG) if each != slug]
    for language in ("en", "es"):
        own = names_of([slug], language)
        foreign = names_of(others, language) - own
        assert len(foreign) > 10
        for page in pages_of(slug):
            address = page if language == "en" else in_spanish(page)
            text = read_page(read(address)).main
            assert not found_in(text, foreign), address
            assert found_in(text, own), address


@pytest.mark.parametrize("slug", [*SHIPPED, SLUG])
def test_data_of_a_blueprint_name_no_other(slug: str, read: Read) -> None:
    add_bells()
    others = [each for each in (*SHIPPED, SLUG) if each != slug]
    for language in ("en", "es"):
        foreign = names_of(others, language) - names_of([slug], language)
        for address in data_of(slug):
            # A feed names the site as its author, which goes by the name of one of the blueprints.
            text = read(_in(language, address)).replace(f"<name>{NAME}</name>", "")
            assert not found_in(text, foreign), address
            assert not _slugs_in(text) - {slug}, address


def _slugs_in(text: str) -> set[str]:
    return {each for each in (*SHIPPED, SLUG) if f'"{each}"' in text or f"blueprint={each}" in text}


def test_a_blueprint_on_bells_brings_no_word_of_police_or_borders(read: Read) -> None:
    """Pages of a new subject, head, labels and frame included."""
    add_bells()
    for page in pages_of(SLUG):
        for address in (page, in_spanish(page)):
            said = SUBJECT.findall(read_page(without_offices(read(address))).whole)
            assert not said, address
    for address in data_of(SLUG):
        for language in ("en", "es"):
            said = SUBJECT.findall(read(_in(language, address)))
            assert not said, address


# Who decides at a place is about law enforcement, whatever a blueprint asks of it.
_WHO_DECIDES = re.compile(r'<section aria-labelledby="who-decides">.*?</section>', re.DOTALL)


def without_offices(html: str) -> str:
    """A page without its section on who decides there."""
    return _WHO_DECIDES.sub("", html)


def _in(language: str, address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def test_bells_alone_make_a_whole_site(read: Read) -> None:
    """With every shipped blueprint retired, the first page and the list are about bells."""
    add_bells()
    Blueprint.objects.exclude(pk=SLUG).update(retired_on="2026-01-01")
    for page in ("/", "/progress/", "/places/mi/ann-arbor/", "/places/", "/rules/"):
        for address in (page, in_spanish(page)):
            shown = read_page(without_offices(read(address)))
            assert not found_in(shown.main, names_of(SHIPPED, "en")), address
            if page not in {"/", "/rules/"}:
                # The first page lists the newest laws on any subject, that of rules all pillars.
                said = SUBJECT.findall(shown.whole)
                assert not said, address
    assert "Bicycle bells" in read_page(read("/progress/")).main


def test_a_standing_on_bells_touches_no_other_blueprint() -> None:
    client = Client()
    address = "/api/v1/places/2603000/standings"
    before = json.loads(client.get(address).content)
    add_bells()
    assert json.loads(client.get(address).content) == before
    bells = json.loads(client.get(f"{address}?blueprint={SLUG}").content)
    standings = [(each["number"], each["standing"]) for each in bells["rules"]]
    assert standings == [("1", "adopted"), ("2", "unknown"), ("7", "partial")]
    assert (bells["adopted"], bells["required"]) == (1, 2)
    nashville = json.loads(client.get(f"/api/v1/places/4752006/standings?blueprint={SLUG}").content)
    assert [each["standing"] for each in nashville["rules"]] == ["preempted", "adopted", "unknown"]


def test_sources_have_no_word_of_a_subject() -> None:
    """Templates, code and translations; the blueprints' own data, and tests, may."""
    said = []
    for path in sorted(SOURCES.rglob("*")):
        parts = set(path.relative_to(SOURCES).parts)
        # Whom to meet is about law enforcement, whatever a blueprint asks of it; and what the
        # groups of the demo say of themselves is theirs. Who demands what is held on people is none
        # of a blueprint's business either.
        if parts & {"officials", "demo", "privacy", "demands.py"}:
            continue
        if path.suffix not in {".py", ".html", ".po", ".css", ".js"} or parts & {"tests", "data"}:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        said += [
            f"{path.relative_to(SOURCES)}:{number}: {line.strip()[:120]}"
            for number, line in enumerate(lines, 1)
            if SUBJECT.search(ISSUES.sub("", line) if "events" in parts else line)
        ]
    assert not said, "\n".join(said)
