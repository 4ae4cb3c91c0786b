from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from freedomcities.adoption import facts, views
from freedomcities.adoption.facts import Verdict
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.shown import (
    instrument_address,
    passage_shown,
    titles_of,
)
from freedomcities.adoption.tests.makers import (
    NOW,
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.blueprints.models import Rule
from freedomcities.blueprints.tests.makers import make_blueprint, make_rule
from freedomcities.blueprints.tests.pages import main_text
from freedomcities.places.tests.makers import make_place

TODAY = date(2026, 11, 21)
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_today", lambda: TODAY)


@pytest.fixture
def country(db: None) -> None:
    make_country()
    make_nine()


def read(client: Client, path: str, *, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def said(client: Client, path: str, *, status: int = 200) -> str:
    return main_text(read(client, path, status=status))


def listed(client: Client, query: str = "", *, status: int = 200) -> list[str]:
    """The ids in the list, in its order."""
    html = read(client, f"/instruments/{query}", status=status)
    return re.findall(r'<h3><a href="/instruments/([^/]+)/"', html)


# Helpers for other pages


def test_titles_and_addresses(country: None, django_assert_num_queries: Any) -> None:
    import_rows(
        instrument_row("one", title="First"),
        instrument_row("two", title="", citation="Code 2"),
        instrument_row("a:b~c.d", title=""),
    )
    with django_assert_num_queries(1):
        found = titles_of(["one", "two", "a:b~c.d", "none"])
    assert found == {"one": "First", "two": "Code 2", "a:b~c.d": "a:b~c.d"}
    with django_assert_num_queries(0):
        assert titles_of([]) == {}
    assert instrument_address("a:b~c.d") == "/instruments/a:b~c.d/"


def test_a_passage_of_a_row_and_of_the_engine(country: None) -> None:
    given = finding_row("2", "partly", quote="No one", pinpoint="sec. 2", readers=["Ada", "Grace"])
    import_rows(instrument_row("one", given, title="First", url="https://example.org/1"))
    instrument = Instrument.objects.get(pk="one")
    shown = passage_shown(instrument, Finding.objects.get())
    assert (shown.rule_number, shown.rule_name) == ("2", "Rule 2 of freedom-cities")
    assert shown.rule_address == "/rules/freedom-cities/2/"
    assert (shown.verdict, shown.verdict_words) == ("partly", "partly meets the rule")
    assert (shown.quote, shown.pinpoint, shown.mark.standing) == ("No one", "sec. 2", "partial")
    assert shown.reading == "Read by two readers: Ada; Grace."
    assert (shown.title, shown.address) == ("First", "/instruments/one/")
    assert (shown.source, shown.is_older) == ("https://example.org/1", False)
    fact = facts.Finding("freedom-cities/2", Verdict.MEETS, confirmed=False, quote="No one")
    of_engine = passage_shown(instrument, fact, rule=Rule.objects.get(number="2"))
    assert of_engine.rule_name == "Rule 2 of freedom-cities"
    assert (of_engine.verdict, of_engine.confirmed) == ("meets", False)
    assert of_engine.mark.standing == "unknown"
    assert of_engine.reading == "Reported: a second reader has not yet read it."
    assert passage_shown(instrument, fact).rule_name == ""


# The list


def test_the_list_shows_what_was_found(client: Client, country: None) -> None:
    import_rows(
        instrument_row(
            "one",
            finding_row("1"),
            finding_row("2", "partly", confirmed=False),
            finding_row("3", "contradicts"),
            finding_row("3", "contradicts"),
            effective_on="2017",
        )
    )
    text = said(client, "/instruments/")
    assert "One law or document." in text
    assert "Title of one Ann Arbor, MI · ordinance In force since 2017." in text
    title = "Title of freedom-cities"
    assert f"1 meets the rule : 1 ({title})" in text
    assert f"3 contradicts the rule : 3 ({title})" in text
    assert f"2 reported: partly meets the rule : 2 ({title})" in text
    assert text.index("contradicts the rule : 3") < text.index("reported: partly")
    assert 'href="/places/mi/ann-arbor/"' in read(client, "/instruments/")


@pytest.fixture
def several(country: None) -> None:
    other = make_blueprint(slug="shade", order=2)
    make_rule(blueprint=other, number="1")
    rows = [
        instrument_row(
            "state-law", finding_row("2", "contradicts"), place="26", kind="statute",
            effective_on="2018",
        ),
        instrument_row("city-law", finding_row("1"), finding_row("shade/1", "partly")),
        instrument_row("ended", effective_on="2001-01-01", ended_on="2010"),
        instrument_row(
            "stayed", finding_row("1"), finding_row("2"), place="2689140",
            effective_on="2019-01-01", stayed=[["2020", None, ["2"]]],
        ),
        instrument_row(
            "bill", finding_row("3", confirmed=False), place="us", kind="statute",
            effective_on=None, introduced_on="2026-10-01",
        ),
    ]  # fmt: skip
    word = instrument_row("word", place="0820000", kind="declaration", effective_on=None)
    word |= {"adopted_on": "2016", "findings": []}
    for number, row in enumerate([*rows, word]):
        import_rows(row, now=NOW + timedelta(hours=number))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["word", "bill", "stayed", "ended", "city-law", "state-law"]),
        ("?sort=place", ["city-law", "ended", "word", "state-law", "bill", "stayed"]),
        ("?sort=date", ["bill", "stayed", "state-law", "city-law", "word", "ended"]),
        ("?state=mi", ["stayed", "ended", "city-law", "state-law"]),
        ("?state=US", ["bill"]),
        ("?state=co", ["word"]),
        ("?kind=statute", ["bill", "state-law"]),
        ("?rule=freedom-cities/2", ["stayed", "state-law"]),
        ("?rule=shade/1", ["city-law"]),
        ("?says=partly", ["city-law"]),
        # One finding has to say both: its finding on this rule is another one.
        ("?says=partly&rule=freedom-cities/1", []),
        ("?rule=freedom-cities/2&says=contradicts", ["state-law"]),
        ("?today=yes", ["stayed", "city-law", "state-law"]),
        ("?today=no", ["word", "bill", "ended"]),
        ("?today=yes&rule=freedom-cities/2", ["state-law"]),
        ("?today=no&rule=freedom-cities/2", ["stayed"]),
        ("?kind=&sort=&page=9", ["word", "bill", "stayed", "ended", "city-law", "state-law"]),
    ],
)
def test_filters_and_orders(client: Client, several: None, query: str, expected: list[str]) -> None:
    assert listed(client, query) == expected


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?state=zz", "“zz” is no state, so all states are shown."),
        ("?kind=song", "“song” is no kind of law or document, so all kinds are shown."),
        ("?rule=1", "“1” is no rule here, so all rules are shown."),
        ("?says=yes", "“yes” is nothing that a law says on a rule, so all are shown."),
        ("?today=1", "“1” is neither “yes” nor “no”, so all are shown, in force or not."),
        ("?sort=size", "The list cannot be sorted by “size”."),
    ],
)
def test_a_wrong_value_is_named_and_left_out(
    client: Client, several: None, query: str, sentence: str
) -> None:
    assert sentence in said(client, f"/instruments/{query}", status=400)
    assert len(listed(client, query, status=400)) == 6


def test_a_wrong_value_cannot_write_markup(client: Client, several: None) -> None:
    html = read(client, "/instruments/?kind=<script>alert(1)</script>", status=400)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_the_form_keeps_what_was_asked(client: Client, several: None) -> None:
    html = read(client, "/instruments/?rule=shade/1&sort=date")
    assert '<option value="shade/1" selected>1. Rule 1 of shade</option>' in html
    assert '<optgroup label="Title of shade">' in html
    assert '<option value="date" selected>' in html
    assert '<details class="narrow no-print" open>' in html
    assert "(optional)" not in html


def test_a_page_holds_fifty(
    client: Client, country: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    import_rows(*(instrument_row(f"law-{number:03}") for number in range(60)))
    with django_assert_max_num_queries(MOST_QUERIES):
        first = listed(client)
    assert first == [f"law-{number:03}" for number in range(50)]
    assert listed(client, "?page=2&today=yes") == [f"law-{number:03}" for number in range(50, 60)]
    html = read(client, "/instruments/?today=yes")
    assert 'href="?today=yes&amp;page=2"' in html
    assert "60 laws and documents." in main_text(html)


def test_empty_lists_say_what_to_do(client: Client, country: None) -> None:
    text = said(client, "/instruments/")
    assert "Nothing is recorded yet" in text
    assert "Read the rules" in text
    assert "Nothing fits" in said(client, "/instruments/?kind=charter")


# One instrument


def test_passages_rule_by_rule(client: Client, country: None) -> None:
    other = make_blueprint(slug="shade", title="All about shade", order=2)
    make_rule(blueprint=other, number="7", name="Elms")
    import_rows(
        instrument_row(
            "one",
            finding_row("shade/7", quote="Elms <b>stand</b>."),
            finding_row("3", "contradicts", quote="No third.", pinpoint="sec. 3"),
            finding_row("1", quote="The first.", readers=["corpus label", "Ada"]),
            finding_row("2", "partly", quote="", confirmed=False),
        )
    )
    html = read(client, "/instruments/one/")
    text = main_text(html)
    order = ["Rule 1 of", "The first.", "Rule 2 of", "Rule 3 of", "No third.", "All about", "Elms"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert "Meets the rule The first." in text
    assert "Reported: partly meets the rule The passage itself is not recorded." in text
    assert "Reported: a second reader has not yet read it." in text
    assert "Contradicts the rule No third. sec. 3 Confirmed: a second reader has read it." in text
    reading = "Read by two readers: a first reading for the collection of laws; Ada."
    assert reading in text
    assert "<mark>Elms &lt;b&gt;stand&lt;/b&gt;.</mark>" in html
    assert 'href="/rules/freedom-cities/1/"' in html
    assert 'href="/rules/shade/7/"' in html
    assert "The text of the rule has changed" not in text


def test_a_rule_that_changed_since(client: Client, country: None) -> None:
    import_rows(instrument_row("one"))
    Rule.objects.filter(number="1").update(version="newer")
    assert "The text of the rule has changed since it was read." in said(
        client, "/instruments/one/"
    )


def test_facts_and_source(client: Client, country: None) -> None:
    row = instrument_row("a:b~c.d", adopted_on="2017-04", checked_on="2020", note="See file 2.")
    row |= {"citation": "Code 1.2", "number": "17-02", "url": "https://www.example.org/law?a=1&b=2"}
    import_rows(row)
    html = read(client, "/instruments/a:b~c.d/")
    text = main_text(html)
    for words in (
        "Ann Arbor, MI · ordinance", "In force since April 3, 2017.", "Adopted April 2017",
        "In effect April 3, 2017", "Code 1.2", "Number: 17-02", "Read it at www.example.org",
        "Last checked 2020.", "More than a year ago: it may have changed.", "See file 2.",
    ):  # fmt: skip
        assert words in text
    href = 'href="https://www.example.org/law?a=1&amp;b=2" rel="nofollow noopener noreferrer"'
    assert html.count(href) == 1
    assert '<time datetime="2017-04">April 2017</time>' in html
    assert 'href="/api/v1/instruments/a:b~c.d"' in html
    assert 'href="/places/mi/ann-arbor/"' in html
    assert "mailto:?subject=" in html


def test_an_address_that_is_none_is_no_link(client: Client, country: None) -> None:
    import_rows(instrument_row("one", checked_on="2026-10-01"))
    Instrument.objects.update(url="javascript:alert(1)")
    html = read(client, "/instruments/one/")
    assert "javascript:" not in html
    assert "No address of the text is recorded." in main_text(html)
    assert "Last checked Oct. 1, 2026." in main_text(html)
    assert "More than a year ago" not in html


@pytest.mark.parametrize(
    ("given", "sentences", "absent"),
    [
        (
            {"place": "26", "reach": "territory", "preempts": True},
            [
                "It binds everyone in Michigan.",
                "It counts for all 5 governments in Michigan, its own among them.",
                "It overrides local rules: no place below it can decide otherwise.",
            ],
            "leaves room",
        ),
        (
            {"place": "us", "reach": "territory"},
            [
                "It binds everyone in United States.",
                "It counts for all 9 governments in United States, its own among them.",
                "It leaves room for local rules, as far as readers found.",
            ],
            "overrides",
        ),
        (
            {"place": "26", "reach": "own-agencies"},
            [
                "It binds the agencies of Michigan.",
                "It counts for Michigan itself, and for no county, city or town in it.",
            ],
            "overrides",
        ),
        (
            {"place": "26161", "reach": "territory"},
            [
                "It binds everyone in Washtenaw County, MI.",
                "It counts for Washtenaw County, MI alone, not for the cities and towns in it.",
            ],
            "leaves room",
        ),
        (
            {"reach": "own-agencies"},
            ["It binds the agencies of Ann Arbor, MI.", "It counts for Ann Arbor, MI alone."],
            "leaves room",
        ),
        (
            {"reach": ["MI123", "MI124"]},
            [
                "It binds these agencies: MI123, MI124.",
                "Readers have yet to say which other places these agencies serve.",
            ],
            "alone",
        ),
    ],
)
def test_where_it_applies(
    client: Client, country: None, given: dict[str, Any], sentences: list[str], absent: str
) -> None:
    import_rows(instrument_row("one", **given))
    text = said(client, "/instruments/one/")
    assert f"Where it applies {' '.join(sentences)}" in text
    assert absent not in text


def test_a_declaration_counts_for_no_rule(client: Client, country: None) -> None:
    row = instrument_row("word", kind="declaration", effective_on=None, adopted_on="2016")
    import_rows({**row, "findings": []})
    text = said(client, "/instruments/word/")
    assert "Here Ann Arbor, MI says what it calls itself. That counts for no rule" in text
    assert "A declaration counts for no rule, here or anywhere else." in text
    assert "It binds" not in text
    assert "In force since" not in text
    assert "No passage on any rule" not in text


def test_without_findings_it_says_so(client: Client, country: None) -> None:
    import_rows({**instrument_row("one"), "findings": []})
    text = said(client, "/instruments/one/")
    assert "No passage on any rule is recorded for it, as far as readers found." in text
    assert "Nobody wrote down when it was last checked." in text


def test_history_says_what_was_different(
    client: Client, country: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    import_rows(instrument_row("one", finding_row("1", confirmed=False), title="Old"))
    later = NOW + timedelta(days=1)
    import_rows(
        instrument_row("one", finding_row("1"), finding_row("2", "partly"), title="New"),
        now=later,
    )
    import_rows(
        instrument_row("one", finding_row("1"), title="New", effective_on=None, place="2689140"),
        now=later + timedelta(days=1),
    )
    with django_assert_max_num_queries(MOST_QUERIES):
        text = said(client, "/instruments/one/")
    assert "Nov. 22, 2026, noon UTC Replaced Title: it said “Old”, then “New”." in text
    first = "Rule 1. Rule 1 of freedom-cities: a second reader confirmed it."
    second = "Rule 2. Rule 2 of freedom-cities: a finding was added (partly meets the rule)."
    assert f"{first} {second} Entry 2 of the log." in text
    newest = "Place: it said Ann Arbor, MI, then Ypsilanti, MI. In effect: it said April 3, 2017, "
    gone = "a finding was taken away (partly meets the rule). Entry 3 of the log."
    assert newest + "then date unknown." in text
    assert gone in text
    assert text.index(gone) < text.index("Entry 2 of the log.")


def test_a_new_record_names_its_entry_in_the_log(client: Client, country: None) -> None:
    import_rows(instrument_row("one"))
    text = said(client, "/instruments/one/")
    assert "Nov. 21, 2026, noon UTC Recorded Entry 1 of the log." in text


@pytest.mark.parametrize("id_", ["none", "-x", "a b", "%00", "x" * 201, "é"])
def test_there_is_no_such_instrument(client: Client, country: None, id_: str) -> None:
    assert client.get(f"/instruments/{id_}/").status_code == 404


def test_the_pages_only_answer_reads(client: Client, country: None) -> None:
    import_rows(instrument_row("one"))
    for path in ("/instruments/", "/instruments/one/"):
        assert client.post(path).status_code == 405
        assert client.head(path).status_code == 200
        assert not client.get(path).cookies


def test_in_spanish(client: Client, country: None) -> None:
    import_rows(instrument_row("one", finding_row("1", "partly", pinpoint="sec. 1")))
    html = read(client, "/es/instruments/one/")
    text = main_text(html)
    for words in (
        "Ann Arbor, MI · ordenanza", "En vigor desde el 3 de abril de 2017.", "Lo que dice",
        "Dónde se aplica Obliga a todas las personas y agencias de Ann Arbor, MI.",
        "Rule 1 of freedom-cities (es)", "Historia de este registro",
    ):  # fmt: skip
        assert words in text
    assert 'href="/es/rules/freedom-cities/1/"' in html
    assert '<blockquote lang="en">' in html
    assert "Leyes y políticas" in said(client, "/es/instruments/")
    wrong = said(client, "/es/instruments/?kind=x", status=400)
    assert "«x» no es un tipo de ley o documento" in wrong


def test_a_page_in_spanish_says_that_the_law_speaks_english(client: Client, country: None) -> None:
    make_place("72", "Puerto Rico", kind="state", state="PR")
    finding = finding_row("1", quote="No one", pinpoint="sec. 1")
    import_rows(
        instrument_row("one", finding, title="An act", note="Read twice."),
        instrument_row("la-ley", finding, place="72", title="Una ley"),
    )
    line = "Su título y sus pasajes están aquí en inglés, como se escribieron."
    html = read(client, "/es/instruments/one/")
    assert main_text(html).count(line) == 1
    for marked in (
        '<h1 class="instrument-title" lang="en">An act</h1>', '<blockquote lang="en">',
        '<span lang="en">sec. 1</span>', '<p lang="en">Read twice.</p>',
    ):  # fmt: skip
        assert marked in html
    # Nobody knows in which language a law of Puerto Rico was written.
    text = said(client, "/es/instruments/la-ley/")
    assert line not in text
    assert "Una ley" in text
    assert "in English here" not in said(client, "/instruments/one/")


def test_an_hour_in_another_zone_is_shown_as_utc(client: Client, country: None) -> None:
    at = datetime.fromisoformat("2026-11-20T23:30:00-05:00")
    import_rows(instrument_row("one"), now=at)
    assert "Nov. 21, 2026, 4:30 a.m. UTC Recorded" in said(client, "/instruments/one/")
