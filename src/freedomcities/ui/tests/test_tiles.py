from __future__ import annotations

import pytest

from freedomcities.ui.tiles import COLUMNS, GAP, HEIGHT, NAMES, ROWS, SIDE, WIDTH, Level, nation
from freedomcities.ui.tiles import positions as grid


def test_the_nation_is_fifty_states_the_district_and_puerto_rico() -> None:
    assert len(NAMES) == 52
    assert set(grid()) == set(NAMES)
    assert {"DC", "PR", "AK", "HI"} <= set(grid())


def test_no_two_states_share_a_place() -> None:
    places = list(grid().values())
    assert len(set(places)) == 52
    assert max(column for column, _ in places) == COLUMNS - 1
    assert max(row for _, row in places) == ROWS - 1


def test_neighbors_on_the_ground_are_neighbors_on_the_grid() -> None:
    places = grid()
    assert places["WA"][0] == places["OR"][0] == places["CA"][0]
    assert places["WA"][1] < places["OR"][1] < places["CA"][1]
    assert places["ME"] == (10, 0)
    assert places["FL"][1] > places["GA"][1]


def test_a_tile_is_a_target_of_at_least_24_pixels_on_the_smallest_phone() -> None:
    room = 320 - 2 * 16
    assert room / (WIDTH + 4) * SIDE >= 24


def test_all_tiles_lie_inside_the_drawing() -> None:
    for tile in nation({}):
        assert 0 <= tile.x <= WIDTH - SIDE
        assert 0 <= tile.y <= HEIGHT - SIDE
        assert tile.x % (SIDE + GAP) == 0


@pytest.mark.parametrize(
    ("value", "filled"), [(0, 0), (0.001, 3), (0.5, 20), (0.999, 37), (1, SIDE)]
)
def test_some_never_looks_like_none_or_all(value: float, filled: int) -> None:
    tile = next(t for t in nation({"MI": Level(value, "words", "/mi/")}) if t.code == "MI")
    assert tile.fill_height == filled
    assert tile.fill_y + tile.fill_height == tile.y + SIDE
    assert (tile.known, tile.words, tile.href, tile.name) == (True, "words", "/mi/", "Michigan")


def test_a_state_without_a_level_is_not_known() -> None:
    tile = nation({})[0]
    assert (tile.code, tile.known, tile.fill_height, tile.words) == ("AK", False, 0, "")


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_a_level_beyond_its_tile_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Level(value, "")
