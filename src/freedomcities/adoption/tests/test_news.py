"""What is told of the law: to who follows a place or a rule, and in which words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import make_ann, sign_in
from freedomcities.adoption.models import UntoldChange
from freedomcities.adoption.news import LAW_CHANGED, MOST_PLACES, RULE_MET, tell_untold
from freedomcities.adoption.operations import bring_up_to_date, import_instruments
from freedomcities.adoption.tests.makers import (
    NOW,
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.adoption.untold import fold, is_news
from freedomcities.lib.jobs import LAST
from freedomcities.notices.choices import Pace
from freedomcities.notices.models import News, Notice
from freedomcities.notices.operations import find_subject, follow
from freedomcities.notices.refusals import NothingToFollow
from freedomcities.notices.telling import tell
from freedomcities.notices.tests.entries import entry_text
from freedomcities.places.tests.makers import make_place

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "news"
A2, MICHIGAN = ("place", "2603000"), ("place", "26")
FIRST = ("rule", "freedom-cities/1")
STATEMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    "law-changed": (
        LAW_CHANGED,
        {
            "place": "Ann Arbor, MI", "path": "mi/ann-arbor",
            "law": {"name": "Public Act 1", "id": "pa-1", "place": "Michigan"},
            "changes": [
                {"rule": "freedom-cities/1", "standing": "adopted"},
                {"rule": "freedom-cities/2", "standing": "adopted"},
                {"rule": "freedom-cities/3", "standing": "partial"},
            ],
        },
    ),
    "law-ended": (
        LAW_CHANGED,
        {
            "place": "Ann Arbor, MI", "path": "mi/ann-arbor", "law": {},
            "changes": [{"rule": "freedom-cities/1", "standing": "unknown"}],
        },
    ),
    "rule-met": (
        RULE_MET,
        {
            "rule": "freedom-cities/1", "number": 1,
            "places": [{"name": "Ann Arbor, MI", "path": "mi/ann-arbor"}],
        },
    ),
    "rule-met-by-many": (
        RULE_MET,
        {
            "rule": "freedom-cities/1", "number": 14,
            "places": [{"name": "Ann Arbor, MI", "path": "mi/ann-arbor"},
                       {"name": "Denver, CO", "path": "co/denver"}],
        },
    ),
}  # fmt: skip


def make_follower(*subjects: tuple[str, str], name: str = "ann") -> Person:
    person = make_ann(f"{name}@example.org")
    for kind, id_ in subjects:
        follow(kind, id_, pace=Pace.AT_ONCE, actor=person, now=NOW)
    return person


def told() -> list[tuple[str, dict[str, Any]]]:
    """The kind and the content of all news, as stored."""
    run_jobs()
    found = [(news.kind, dict(news.context)) for news in News.objects.order_by("told_at", "pk")]
    News.objects.all().delete()
    return sorted(found, key=str)


def test_a_law_is_one_piece_of_news_however_many_rules_it_changes() -> None:
    make_country()
    make_nine()
    make_follower(A2)
    import_rows(instrument_row("law", finding_row("1"), finding_row("2", "partly")))
    ((kind, context),) = told()
    assert kind == LAW_CHANGED
    assert context == {
        "place": "Ann Arbor, MI",
        "path": "mi/ann-arbor",
        "law": {"name": "Title of law", "id": "law", "place": "Ann Arbor, MI"},
        "changes": [
            {"rule": "freedom-cities/1", "standing": "adopted"},
            {"rule": "freedom-cities/2", "standing": "partial"},
        ],
    }
    assert not UntoldChange.objects.exists()


def test_two_laws_of_one_import_are_two() -> None:
    make_country()
    make_nine()
    make_follower(A2)
    above = instrument_row("state", finding_row("2"), place="26", kind="statute")
    import_rows(instrument_row("own", finding_row("1")), above)
    laws = {(context["law"]["id"], context["law"]["place"]) for _kind, context in told()}
    assert laws == {("own", "Ann Arbor, MI"), ("state", "Michigan")}


def test_somebody_who_follows_place_and_state_hears_of_each_once() -> None:
    make_country()
    make_nine()
    ann = make_follower(A2, MICHIGAN)
    import_rows(instrument_row("state", finding_row("1"), place="26", kind="statute"))
    run_jobs()
    assert News.objects.count() == 2
    assert Notice.objects.filter(person=ann).count() == 2


def test_what_nobody_follows_is_not_kept() -> None:
    make_country()
    make_nine()
    make_follower(("place", "0820000"), ("rule", "freedom-cities/3"))
    DBTaskResult.objects.all().delete()
    import_rows(instrument_row("law", finding_row("1")))
    assert (UntoldChange.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_the_same_again_or_a_trial_or_a_look_is_no_news() -> None:
    make_country()
    make_nine()
    make_follower(A2, FIRST)
    row = instrument_row("law", finding_row("1"))
    lines = [json.dumps(row)]
    import_instruments(lines, actor=system_actor(), now=NOW, dry_run=True)
    assert told() == []
    import_rows(row)
    assert len(told()) == 2
    import_rows(row)
    import_rows({"id": "look", "place": "2603000", "kind": "search", "checked_on": "2026-10-01",
                 "rules": ["3"]})  # fmt: skip
    assert told() == []


def test_what_is_changed_back_before_it_is_told_is_no_news() -> None:
    make_country()
    make_nine()
    make_follower(A2)
    import_rows(instrument_row("law", finding_row("1")))
    import_rows(instrument_row("law", finding_row("1"), ended_on="2020-01-01"))
    assert UntoldChange.objects.count() == 2
    assert told() == []
    assert not UntoldChange.objects.exists()


def test_a_law_that_ends_is_told_on_the_day_it_does() -> None:
    make_country()
    make_nine()
    make_follower(A2)
    import_rows(instrument_row("law", finding_row("1"), ended_on="2027-01-01"))
    assert len(told()) == 1
    bring_up_to_date(now=datetime(2027, 1, 2, tzinfo=UTC))
    ((_kind, context),) = told()
    assert context["changes"] == [{"rule": "freedom-cities/1", "standing": "unknown"}]


def test_a_rule_is_one_piece_of_news_for_all_places_of_an_import() -> None:
    make_country()
    make_nine()
    codes = [f"26{number:05}" for number in range(MOST_PLACES + 2)]
    for number, code in enumerate(codes):
        make_place(code, f"Town {number:02}")
    make_follower(FIRST)
    import_rows(*(instrument_row(f"law-{code}", finding_row("1"), place=code) for code in codes))
    ((kind, context),) = told()
    assert (kind, context["rule"], context["number"]) == (RULE_MET, "freedom-cities/1", 12)
    assert [each["name"] for each in context["places"]] == [
        f"Town {number:02}, MI" for number in range(MOST_PLACES)
    ]


def test_what_a_state_gives_to_its_towns_is_told_of_the_state_alone() -> None:
    make_country()
    make_nine()
    make_follower(FIRST)
    import_rows(instrument_row("state", finding_row("1"), place="26", kind="statute"))
    ((_kind, context),) = told()
    assert context["places"] == [{"name": "Michigan", "path": "mi"}]
    import_rows(instrument_row("partly", finding_row("1", "partly"), place="08"))
    assert told() == [], "in part is not yet"


def test_a_job_that_breaks_off_leaves_the_rest_for_the_next(monkeypatch: Any) -> None:
    make_country()
    make_nine()
    make_follower(A2, MICHIGAN)
    above = instrument_row("state", finding_row("2"), place="26", kind="statute")
    import_rows(above)
    from freedomcities.adoption import news

    done: list[int] = []

    def tell_one(*args: Any, **kwargs: Any) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        tell(*args, **kwargs)

    monkeypatch.setattr(news, "tell", tell_one)
    with pytest.raises(KeyboardInterrupt):
        tell_untold(now=NOW)
    monkeypatch.undo()
    assert (News.objects.count(), UntoldChange.objects.count()) == (1, 1)
    assert tell_untold(now=NOW) == 1
    assert tell_untold(now=NOW) == 0
    paths = sorted(context["path"] for _kind, context in told())
    assert paths == ["mi", "mi/ann-arbor"]


def test_much_to_tell_is_told_by_one_job_after_the_other(monkeypatch: Any) -> None:
    monkeypatch.setattr("freedomcities.adoption.news.MOST_AT_ONCE", 1)
    make_country()
    make_nine()
    make_follower(A2, MICHIGAN, FIRST)
    import_rows(instrument_row("state", finding_row("1"), place="26", kind="statute"))
    assert len(told()) == 3
    jobs = DBTaskResult.objects.filter(task_path__endswith="tell_changes")
    assert jobs.count() == 4
    assert set(jobs.values_list("priority", flat=True)) == {LAST}


def test_the_first_and_the_last_count() -> None:
    def row(pk: int, before: str, after: str) -> UntoldChange:
        return UntoldChange(pk=pk, place_id="26", rule_id=1, before=before, after=after)

    rows = [row(2, "adopted", "partial"), row(1, "unknown", "adopted")]
    assert fold(rows) == {("26", 1): ("unknown", "partial")}
    assert fold([*rows, row(3, "partial", "unknown")]) == {}
    assert not is_news("none", "unknown")
    assert is_news("none", "proposed")


def test_places_and_rules_are_followed_by_what_they_go_by() -> None:
    make_country()
    make_nine()
    ann = make_ann()
    assert find_subject("place", "08031", person=ann).id == "0820000"
    assert find_subject(*FIRST, person=ann).address == "/rules/freedom-cities/1/"
    for kind, id_ in (
        ("place", "99"),
        ("place", "a b"),
        ("rule", "freedom-cities"),
        ("rule", "/1"),
    ):
        with pytest.raises(NothingToFollow):
            find_subject(kind, id_, person=ann)


def test_the_pages_lead_to_the_form() -> None:
    make_country()
    make_nine()
    client = Client()
    sign_in(client, make_ann())
    pages = {
        "/places/mi/ann-arbor/": "place:2603000",
        "/rules/freedom-cities/1/": "rule:freedom-cities/1",
    }
    for page, subject in pages.items():
        link = f"/follow/?subject={subject}"
        assert f'href="{link}"' in client.get(page).content.decode()
        assert client.get(link).status_code == 200
    answer = client.post("/follow/?subject=rule:freedom-cities/1", {"pace": "daily"}, follow=True)
    assert "/rules/freedom-cities/1/" in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", STATEMENTS)
def test_the_words_of_the_news(name: str, language: str) -> None:
    make_country()
    make_nine()
    kind, context = STATEMENTS[name]
    golden = GOLDEN / f"{name}.{language}.txt"
    assert entry_text(kind, context, language) == golden.read_text(encoding="utf-8")
