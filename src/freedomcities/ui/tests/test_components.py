from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from freedomcities.ui.forms import Trapped
from freedomcities.ui.marks import SHAPES, Mark
from freedomcities.ui.parts import Cell, Column, Crumb, LevelMark, Table
from freedomcities.ui.samples import SampleForm
from freedomcities.ui.tiles import Level, nation

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").rglob("*.html"))


def draw(source: str, **context: object) -> str:
    with translation.override("en"):
        return Template("{% load ui ui_blocks %}" + source).render(Context(context))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_style_and_no_script_in_a_template(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son\w+\s*=\s*[\"']", text)
    assert "<script" not in text


@pytest.mark.parametrize("standing", SHAPES)
def test_a_mark_is_a_picture_with_words(standing: str) -> None:
    svg = ET.fromstring(draw("{% mark standing '4' %}", standing=standing))
    assert svg.get("role") == "img"
    assert svg.findtext("title") == f"4: {SHAPES[standing].words}"
    assert svg.findtext("text") == "4"
    assert svg.get("class") == f"mark mark-{standing} mark-size-m"


def test_the_shapes_differ_in_their_lines() -> None:
    drawn = {re.sub(r'class="[^"]*"', "", draw("{% mark s silent=True %}", s=s)) for s in SHAPES}
    assert len(drawn) == len(SHAPES)


def test_a_silent_mark_is_hidden_from_screen_readers() -> None:
    svg = ET.fromstring(draw("{% mark 'none' '4' silent=True %}"))
    assert (svg.get("aria-hidden"), svg.get("role"), svg.find("title")) == ("true", None, None)


def test_a_mark_escapes_its_name_and_its_address() -> None:
    source = "{% mark 'adopted' name=name href=href %}"
    markup = draw(source, name="<b>", href='/a/?b="1')
    assert "&lt;b&gt;: in force</title>" in markup
    assert markup.startswith('<a class="mark-link" href="/a/?b=&quot;1"><svg')
    assert draw(source, name=SafeString("<i>"), href="/a/").count("<i>") == 0


def test_a_row_of_marks_is_a_list_with_a_name() -> None:
    marks = [Mark("adopted", "1", href="/1/"), Mark("none", "2")]
    markup = draw("{% nine marks label='All' %}", marks=marks)
    assert markup.count("<li>") == 2
    assert 'aria-label="All"' in markup
    assert markup.count('href="/1/"') == 1


def test_a_legend_names_only_what_is_shown() -> None:
    assert draw("{% legend %}").count("<svg") == 7
    some = draw("{% legend marks %}", marks=[Mark("none"), Mark("none")])
    assert "empty: looked and found none" in some
    assert some.count("<svg") == 1


def test_a_button_with_an_address_is_a_link() -> None:
    assert draw("{% button 'Go' href='/go/' %}").startswith(
        '<a class="button button-go" href="/go/"'
    )
    button = draw("{% button 'Go' kind='plain' name='answer' value='yes' %}")
    assert '<button class="button button-plain" type="submit" name="answer" value="yes">' in button


def test_an_error_is_tied_to_its_field() -> None:
    markup = draw("{% field form.email %}{% field form.name %}", form=SampleForm({"email": "x"}))
    assert 'for="id_email"' in markup
    assert 'aria-describedby="id_email_error"' in markup
    assert 'id="id_email_error"' in markup
    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert markup.count('aria-invalid="true"') == 2


def test_errors_are_listed_above_the_form_with_links() -> None:
    markup = draw("{% error_summary form %}", form=SampleForm({"email": "x"}))
    assert re.findall(r'href="(#\w+)"', markup) == ["#id_name", "#id_email"]
    assert not draw("{% error_summary form %}", form=SampleForm()).strip()


def test_the_last_crumb_is_the_page_itself() -> None:
    markup = draw("{% breadcrumbs crumbs %}", crumbs=[Crumb("Up", "/up/"), Crumb("Here")])
    assert '<a href="/up/">Up</a>' in markup
    assert '<span aria-current="page">Here</span>' in markup


def test_a_passage_is_escaped_and_marked() -> None:
    markup = draw("{% quote text before='Then' %}source{% endquote %}", text="<i>it</i>")
    assert "… Then <mark>&lt;i&gt;it&lt;/i&gt;</mark></p>" in markup
    assert "<figcaption>source</figcaption>" in markup
    assert "figcaption" not in draw("{% quote 'it' %} {% endquote %}")


def test_a_table_names_its_rows_columns_and_order() -> None:
    table = Table(
        "Places",
        (Column("Place"), Column("People", numeric=True, href="?sort=p", sorted_by="descending")),
        ((Cell("Sampleton", "/s/"), Cell("12")),),
    )
    markup = draw("{% table table key='t' %}", table=table)
    assert 'aria-labelledby="t-caption"' in markup
    assert '<th scope="col" class="numeric" aria-sort="descending"><a href="?sort=p">' in markup
    assert (
        '<th scope="row" data-label="Place"><span><a href="/s/">Sampleton</a></span></th>' in markup
    )
    assert '<td class="numeric" data-label="People"><span>12</span></td>' in markup


def test_whatever_stands_in_a_table_is_text() -> None:
    told = "<b>'\"&"
    row = (Cell(told, href=told), Cell(told), Cell(marks=(Mark("adopted", told, told, href=told),)))
    markup = draw(
        "{% table table key='t' %}{% nine marks label=label %}",
        table=Table("Places", (Column(told), Column(told), Column("Rules")), (row,)),
        marks=row[2].marks,
        label=told,
    )
    assert "<b>" not in markup
    assert markup.count("&lt;b&gt;&#x27;&quot;&amp;") >= 8


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        Table("", (Column("One"),), ((Cell("1"), Cell("2")),))


def test_a_pager_keeps_the_rest_of_the_question() -> None:
    request = RequestFactory().get("/?q=a&page=2")
    page = Paginator(range(30), 10).page(2)
    markup = draw("{% pager page %}", page=page, request=request)
    assert re.findall(r'href="([^"]+)"', markup) == ["?q=a&amp;page=1", "?q=a&amp;page=3"]
    assert not draw("{% pager page %}", page=Paginator([1], 10).page(1)).strip()


@pytest.mark.parametrize(
    ("tone", "role"), [("plain", ""), ("warning", ""), ("done", "status"), ("wrong", "alert")]
)
def test_a_notice_is_announced_as_loudly_as_it_matters(tone: str, role: str) -> None:
    markup = draw("{% notice tone=tone %}<p>Text</p>{% endnotice %}", tone=tone)
    assert re.findall(r'role="(\w+)"', markup) == ([role] if role else [])
    assert "<p>Text</p>" in markup


def test_a_row_opens_without_a_script() -> None:
    levels = [LevelMark("State", Mark("none", name="State"))]
    markup = draw(
        "{% disclosure mark key='r1' levels=levels opened=True %}Evidence{% enddisclosure %}",
        mark=Mark("partial", "1", "First rule", detail="since 2017"),
        levels=levels,
    )
    assert '<details class="rule" open>' in markup
    assert "in part · since 2017" in markup
    assert "<title>State: looked and found none</title>" in markup
    assert '<div class="rule-body" id="r1">Evidence</div>' in markup


def test_a_step_has_one_button() -> None:
    markup = draw("{% next_step 'Ask' href='/ask/' action='See how' %}<p>Why</p>{% endnext_step %}")
    assert re.findall(r'<a class="button button-go" href="/ask/">See how', markup)
    assert '<h2 class="card-title">Ask</h2>' in markup


def test_sharing_quotes_what_is_passed_on() -> None:
    markup = draw("{% share_links 'https://a.example/?b=1&c=2' 'Tom & Ann' %}")
    assert "https%3A%2F%2Fa.example%2F%3Fb%3D1%26c%3D2" in markup
    assert "subject=Tom%20%26%20Ann&amp;body=Tom%20%26%20Ann%20https%3A" in markup


def test_what_is_for_one_person_is_not_offered_to_everybody() -> None:
    shared = "{% share_links 'https://a.example/' 'Title' private=PRIVATE %}"
    found = {
        private: re.findall(r'href="([a-z]+:(?://[\w.]+)?)', draw(shared, PRIVATE=private))
        for private in (True, False)
    }
    assert found[True] == ["mailto:", "sms:", "https://wa.me"]
    assert found[False] == [*found[True], "https://bsky.app", "https://www.facebook.com"]


def test_a_text_to_copy_is_whole_in_a_field_that_nobody_changes() -> None:
    markup = draw("{% copy_field 'The link' link key='link' %}", link="https://a.example/?b=1&c=2")
    assert '<label for="link">The link</label>' in markup
    assert 'id="link" type="text" value="https://a.example/?b=1&amp;c=2" readonly' in markup


def test_a_place_is_asked_for_in_the_same_words_everywhere() -> None:
    markup = draw("{% ask_place '/groups/' value=typed %}", typed="<b>")
    assert 'action="/groups/" method="get"' in markup
    assert '<label class="ask-label" for="ask-place">Your town, county, state or ZIP code' in markup
    assert 'name="place" value="&lt;b&gt;"' in markup
    assert "Such as Ann Arbor, MI or 48104" in markup


def test_the_map_says_in_words_what_it_shows() -> None:
    tiles = nation({"MI": Level(0.5, "half", "/places/mi/")})
    markup = draw("{% tile_map tiles label='States' key='m' %}", tiles=tiles)
    assert markup.count('<a href="/places/mi/" aria-label="Michigan: half">') == 1
    assert "<dd>half</dd>" in markup
    assert markup.count("<dd>not known yet</dd>") == 51
    assert "<dl" not in draw("{% tile_map tiles label='S' listed=False %}", tiles=tiles)


def test_a_trap_is_hidden_from_people_and_catches_programs() -> None:
    drawn = draw("{{ form }}", form=Trapped())
    assert drawn.count('name="website"') == 1
    hidden = (
        r'<div class="visually-hidden" aria-hidden="true">\s*<label for="id_website">[^<]+</label>'
    )
    assert re.search(hidden + r'\s*<input type="text" name="website" tabindex="-1"', drawn)
    for sent, is_trapped in (({}, False), ({"website": ""}, False), ({"website": "x"}, True)):
        form = Trapped(sent)
        assert form.is_valid()
        assert form.is_trapped == is_trapped
