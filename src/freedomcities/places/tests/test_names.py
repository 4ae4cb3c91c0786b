from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.places.names import name_variants, normalise_name, slugify_name


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Ann Arbor", "ann arbor"),
        ("St. Louis", "saint louis"),
        ("Saint Louis", "saint louis"),
        ("Ste. Genevieve", "sainte genevieve"),
        ("Mt. Vernon", "mount vernon"),
        ("Ft Worth", "fort worth"),
        ("Cañon City", "canon city"),
        ("O’Fallon", "ofallon"),
        ("O'Fallon", "ofallon"),
        ("Winston-Salem", "winston salem"),
        ("Louisville/Jefferson County", "louisville jefferson county"),
        ("  Coeur d'Alene ", "coeur dalene"),
        ("Utqiaġvik", "utqiagvik"),
        ("Town & Country", "town and country"),
        ("–", ""),
    ],
)
def test_spellings_of_one_name_give_one_key(typed: str, key: str) -> None:
    assert normalise_name(typed) == key


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    key = normalise_name(text)
    assert normalise_name(key) == key


def test_slugs_keep_the_name_as_it_is_written() -> None:
    assert slugify_name("Doña Ana County") == "dona-ana-county"
    assert slugify_name("St. Clair Shores") == "st-clair-shores"


def test_a_township_is_found_without_its_word_and_without_charter() -> None:
    assert name_variants(
        name="Ypsilanti charter township",
        full_name="Ypsilanti charter township",
        kind="town",
        designation="charter township",
    ) == ["Ypsilanti charter township", "Ypsilanti", "Ypsilanti township"]


def test_a_city_is_found_by_its_name_and_its_full_name() -> None:
    assert name_variants(
        name="Ann Arbor", full_name="Ann Arbor city", kind="municipality", designation="city"
    ) == ["Ann Arbor", "Ann Arbor city"]
