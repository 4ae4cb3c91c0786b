from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from freedomcities.audit.models import ChainHead
from freedomcities.blueprints.tests.makers import make_blueprint, make_rule
from freedomcities.blueprints.tests.pages import main_text
from freedomcities.pages.tests.progress_makers import (
    make_country,
    make_map,
    make_shade,
    record,
    stand,
)
from freedomcities.places.tests.makers import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def country() -> None:
    make_country()
    make_map()
    make_shade(order=1)
    stand("26161", "1", since="2017")
    stand("26161", "2", since="2016-05-01")
    stand("2603000", "1", since="2017-04-03")
    stand("2622000", "2", "contradicted")
    record("a2", "2603000", "1", effective_on="2017-04-03")


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


class _Addresses(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


def addresses(html: str) -> list[str]:
    return _Addresses(html).found


def test_the_nation_at_a_glance(client: Client, country: None) -> None:
    html = read(client, "/progress/")
    text = main_text(html)
    assert "2 places have at least one rule in force an optional rule is not counted" in text
    assert "1 places have all required rules in force" in text
    assert "4,000 people live where at least one rule is in force 27% of everybody" in text
    assert "3 places with something recorded." in text
    assert "Shade for all all_in_force in en. Washtenaw County, MI" in text
    assert "/progress/mi/" in addresses(html)
    assert "Michigan: 40% of the people (places: 2)" in html
    assert "Colorado: none in force, as far as readers found" in html


def test_the_table_says_the_same(client: Client, country: None) -> None:
    text = main_text(read(client, "/progress/"))
    heads = "Rule 1 Rule 2 Rule 10 Share of the people"
    assert f"State Places with any in force With all in force {heads}" in text
    assert "Colorado 0 0 0 0 0 0%" in text
    assert "Michigan 2 1 2 1 0 40%" in text


def test_the_list_shows_each_place_with_its_squares(client: Client, country: None) -> None:
    html = read(client, "/progress/")
    text = main_text(html)
    assert "Washtenaw County county Michigan 4,000 2 of 2 2017 1, Oaks: in force 1" in text
    assert "Ann Arbor city Michigan 1,200 1 of 2 April 3, 2017" in text
    assert "Detroit city Michigan 2,500 0 of 2 –" in text
    assert text.index("Ann Arbor city") < text.index("Detroit city")


def test_filters_and_order_work_without_a_script(client: Client, country: None) -> None:
    html = read(client, "/progress/?state=mi&rule=2&standing=contradicted&sort=name")
    text = main_text(html)
    assert "One place fits. Show all" in text
    assert "Detroit city" in text
    assert "Ann Arbor city" not in text
    assert '<option value="mi" selected>Michigan</option>' in html
    assert '<option value="2" selected>2. Elms</option>' in html
    assert '<input type="hidden" name="sort" value="name">' in html
    assert "/progress/?sort=name#list" in addresses(html)
    assert "/progress/?rule=2&state=mi&standing=contradicted&sort=-name#list" in addresses(html)
    assert "/progress.csv?rule=2&state=mi&standing=contradicted&sort=name" in addresses(html)
    assert 'aria-sort="ascending"' in html


def test_the_map_follows_the_rule(client: Client, country: None) -> None:
    html = read(client, "/progress/?rule=2")
    assert "where this is in force: 2. Elms" in main_text(html)
    assert "Michigan: 40% of the people (places: 1)" in html
    assert "/progress/mi/?rule=2" in addresses(html)


def test_a_wrong_filter_is_named_and_the_list_stays_whole(client: Client, country: None) -> None:
    text = main_text(read(client, "/progress/?state=zz", status=400))
    assert "“zz” is no state, so all states are shown." in text
    assert "3 places with something recorded." in text
    text = main_text(read(client, "/progress/mi/?rule=99", status=400))
    assert "“99” is no rule of this blueprint, so all rules are shown." in text


def test_fifty_places_a_page(client: Client, country: None) -> None:
    for number in range(60):
        make_place(f"27{number:05}", f"Town {number}", path=f"mi/t{number}")
        stand(f"27{number:05}", "1", "none")
    first = read(client, "/progress/?state=mi")
    assert "Page 1 of 2" in main_text(first)
    assert "?state=mi&page=2" in addresses(first)
    assert main_text(read(client, "/progress/?state=mi&page=2")).count("city Michigan") == 13
    assert "Page 2 of 2" in main_text(read(client, "/progress/?page=99"))
    assert "Page 1 of 2" in main_text(read(client, "/progress/?page=x"))


def test_over_time(client: Client, country: None) -> None:
    html = read(client, "/progress/")
    text = main_text(html)
    assert "Dec. 31, 2017 1 1,200 Dec. 31, 2016 0 0" in text
    assert html.count('class="chart-line"') == 2


def test_without_anything_the_page_says_what_to_do(client: Client) -> None:
    assert "No blueprint is loaded yet" in main_text(read(client, "/progress/"))
    assert "No blueprint is loaded yet" in main_text(read(client, "/progress/mi/"))
    make_country()
    make_shade()
    # Another client: without an operation the first one keeps its page.
    html = read(Client(), "/progress/")
    text = main_text(html)
    assert "No place is known to have all 2 required rules in force yet." in text
    assert "Having them all is rare" in text
    assert "No rule is known to have been in force anywhere yet." in text
    assert "Nothing is recorded here yet" in text
    assert "/places/" in addresses(html)


def test_the_other_blueprints_are_a_step_away(client: Client, country: None) -> None:
    water = make_blueprint(slug="water", title="Water for all", order=2)
    make_rule(blueprint=water, name="Wells")
    html = read(client, "/progress/?rule=1&state=mi")
    assert "/progress/?blueprint=water&state=mi" in addresses(html)
    other = main_text(read(client, "/progress/?blueprint=water"))
    assert "Wells" in other
    assert "Oaks" not in other
    assert "0 places have at least one rule in force" in other
    assert "an optional rule is not counted" not in other


def test_a_state(client: Client, country: None) -> None:
    html = read(client, "/progress/mi/")
    text = main_text(html)
    assert "2 places have at least one rule in force" in text
    assert "4,000 people live where at least one rule is in force 40% of everybody" in text
    assert '<path d="M0 0h400v600H0z" />' in html
    assert 'aria-label="Washtenaw County: 2 of 2 in force"' in html
    assert "<title>Ann Arbor: 1 of 2 in force</title>" in html
    assert html.count("<circle") == 2
    assert "1. Oaks 2 2. Elms 1 10. Palms 0" in text
    assert "Ann Arbor city 1,200 1 of 2" in text
    assert "Denver" not in text
    assert 'name="state"' not in html
    assert "/progress/mi.geojson" in addresses(html)
    assert "/places/mi/" in addresses(html)


def test_a_state_narrowed(client: Client, country: None) -> None:
    html = read(client, "/progress/mi/?kind=county&rule=1")
    assert "One place fits. Show all" in main_text(html)
    assert "/progress/mi/#list" in addresses(html)
    assert "/progress/mi.csv?rule=1&kind=county" in addresses(html)
    assert 'aria-label="Washtenaw County: in force"' in html


def test_addresses_of_states(client: Client, country: None) -> None:
    assert client.get("/progress/zz/").status_code == 404
    assert client.get("/progress/tx/").status_code == 404
    response = client.get("/progress/MI/")
    assert (response.status_code, response["Location"]) == (301, "/progress/mi/")
    assert "Colorado" in main_text(read(client, "/progress/co/"))


def test_in_spanish(client: Client, country: None) -> None:
    html = read(client, "/es/progress/?rule=1")
    assert "1. Oaks (es)" in html
    assert "/es/progress/mi/?rule=1" in addresses(html)
    assert "/progress.csv?rule=1&lang=es" in addresses(html)
    assert "/es/places/mi/ann-arbor/" in addresses(html)


def test_everybody_may_read_and_nobody_write(client: Client, country: None) -> None:
    for path in ("/progress/", "/progress/mi/"):
        response = client.get(path)
        assert getattr(response.resolver_match.func, "audience", "") == "public"
        assert not response.cookies
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405


def test_pages_cost_few_queries(
    client: Client, country: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        make_place(f"27{number:05}", f"Town {number}", path=f"mi/t{number}")
        stand(f"27{number:05}", "1")
        record(f"law-{number}", f"27{number:05}", "1", effective_on="2019")
    # Nothing is remembered here, for want of an operation: this is the most that they cost.
    with django_assert_num_queries(30):
        client.get("/progress/?rule=1")
    with django_assert_num_queries(22):
        client.get("/progress/mi/?rule=1")
    # Once something was written the figures are remembered.
    ChainHead.objects.create(id=1, version=1)
    Client().get("/progress/?rule=1")
    with django_assert_num_queries(4):
        Client().get("/progress/?rule=1")
    Client().get("/progress/mi/?rule=1")
    with django_assert_num_queries(5):
        Client().get("/progress/mi/?rule=1")
