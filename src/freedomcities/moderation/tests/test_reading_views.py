"""The desk of readers of law: what they are asked, and how they answer."""

from __future__ import annotations

import pytest

from freedomcities.moderation.models import Case, Report
from freedomcities.moderation.tests.makers import read_and_send, snapshot
from freedomcities.moderation.tests.site import DESK, READING, SCRIPT, SOURCE, Site, where

pytestmark = pytest.mark.django_db


def test_a_reader_finds_what_is_asked_and_nothing_else(site: Site) -> None:
    text = site.windows["reader"].get(READING).text
    assert "listed leaflet: Leaf read" in text
    assert "The law may have changed" in text
    for other in ("Leaf one", "Leaf two", "Leaf law"):
        assert other not in text


def test_a_question_has_all_that_its_answer_needs(site: Site) -> None:
    Report.objects.filter(case=site.read).update(text=f"{SCRIPT} {SOURCE}")
    text = site.windows["reader"].get(f"{READING}{site.read.pk}/").text
    for said in ("See section 3.", SOURCE, "It is wrong or out of date", "Come on Monday."):
        assert said in text
    assert "<script>alert" not in text
    assert '<mark title="phone number">734-555-0123' in text
    for reading in ("right", "corrected"):
        assert f'href="{READING}{site.read.pk}/{reading}/"' in text
    for person in site.people.values():
        assert str(person.pk) not in text, "nobody is named"


@pytest.mark.parametrize("reading", ["right", "corrected"])
def test_a_reader_answers_and_the_moderator_reads_it(site: Site, reading: str) -> None:
    path = f"{READING}{site.read.pk}/{reading}/"
    done = read_and_send(site.windows["reader"], path, text="Import of November.")
    assert (done.status_code, where(done)) == (302, READING)
    case = Case.objects.get(pk=site.read.pk)
    assert (case.state, case.answer) == (reading, "Import of November.")
    assert site.leaf.done == []
    assert "Nothing to read" in site.windows["reader"].get(READING).text
    shown = site.windows["moderator"].get(f"{DESK}{case.pk}/").text
    assert "Import of November." in shown
    assert "See section 3." in shown
    assert site.windows["reader"].get(path).status_code == 404


def test_a_correction_says_how_it_came_in(site: Site) -> None:
    path = f"{READING}{site.read.pk}/corrected/"
    before = snapshot()
    assert site.windows["reader"].post(path, {"text": " "}).status_code == 422
    assert snapshot() == before


def test_what_nobody_asked_is_not_there(site: Site) -> None:
    reader, before = site.windows["reader"], snapshot()
    for path in (f"{READING}{site.reported.pk}/", f"{READING}{site.reported.pk}/right/",
                 f"{READING}{site.read.pk}/nonsense/"):  # fmt: skip
        assert reader.get(path).status_code == 404, path
        assert reader.post(path, {"text": "x"}).status_code in {404, 405}, path
    assert snapshot() == before
