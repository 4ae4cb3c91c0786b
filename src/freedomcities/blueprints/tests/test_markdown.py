from __future__ import annotations

import pytest

from freedomcities.blueprints.markdown import instrument_ids, plain_text, render


def at(instrument: str) -> str:
    return f"/instruments/{instrument}/"


def nowhere(instrument: str) -> str:
    return ""


def test_markdown_becomes_html() -> None:
    source = "One *word* and **two**.\n\n- a\n- b\n\n### Head"
    assert render(source) == (
        "<p>One <em>word</em> and <strong>two</strong>.</p>\n"
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<h3>Head</h3>\n"
    )


def test_links_that_lead_away_say_so() -> None:
    assert render("[law](https://law.example/a?b=1&c)") == (
        '<p><a href="https://law.example/a?b=1&amp;c" rel="noopener nofollow">law</a></p>\n'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "ftp://x.example/",
    ],
)
def test_other_addresses_are_no_links(address: str) -> None:
    assert "href" not in render(f"[law]({address}) [law](<{address}>)")


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        '<b onclick="x">b</b>',
        "<!-- x -->",
        "<iframe src='//x'></iframe>",
    ],
)
def test_html_stays_text(source: str) -> None:
    html = render(source)
    assert "&lt;" in html
    assert html.count("<") == html.count("<p>") + html.count("</p>")


def test_pictures_are_left_out() -> None:
    assert "<img" not in render("![a picture](https://x.example/y.png)")


def test_an_instrument_becomes_a_link_to_its_page() -> None:
    assert render("See [[a-law-5.2]].", resolve=at) == (
        '<p>See <a href="/instruments/a-law-5.2/">a-law-5.2</a>.</p>\n'
    )


def test_an_instrument_is_named_by_its_title() -> None:
    assert render("See [[a-law]].", resolve=at, titles={"a-law": "Law & <Order>"}) == (
        '<p>See <a href="/instruments/a-law/">Law &amp; &lt;Order&gt;</a>.</p>\n'
    )


def test_an_instrument_without_a_page_is_plain_text() -> None:
    assert render("See [[a-law]].", resolve=nowhere) == "<p>See a-law.</p>\n"
    assert render("See [[a-law]].", resolve=at, titles={}) == "<p>See a-law.</p>\n"
    assert render("See [[a-law]].", resolve=nowhere, titles={"a-law": "Law"}) == "<p>See Law.</p>\n"


def test_what_is_no_instrument_stays_as_it_is() -> None:
    assert render("[[a b]] `[[a-b]]`", resolve=at) == "<p>[[a b]] <code>[[a-b]]</code></p>\n"


def test_instruments_are_listed_once() -> None:
    assert instrument_ids("See [[b]] and [[a]].", "And [[b]], [[c d]].") == ["b", "a"]


def test_blanks_are_marked_in_a_clause_alone() -> None:
    assert render("[Place] shall", blanks=True) == "<p><mark>[Place]</mark> shall</p>\n"
    assert render("[Place] shall") == "<p>[Place] shall</p>\n"


def test_blanks_links_and_instruments_stand_side_by_side() -> None:
    html = render("**[A & B]** [[a-law]] [c](https://x.example)", blanks=True, resolve=at)
    assert html == (
        "<p><strong><mark>[A &amp; B]</mark></strong> "
        '<a href="/instruments/a-law/">a-law</a> '
        '<a href="https://x.example" rel="noopener nofollow">c</a></p>\n'
    )


def test_plain_text_has_no_signs() -> None:
    assert plain_text('A **"bold"** word\n\n- & [[a-law]]') == 'A "bold" word & a-law'
