from __future__ import annotations

import pytest

from freedomcities.places.projection import Conic, conic_from, fit_conic

COLORADO = [(37.0, -109.05), (41.0, -109.05), (41.0, -102.05), (37.0, -102.05)]


def test_the_drawing_fills_the_box_in_one_direction() -> None:
    conic, width, height = fit_conic(COLORADO, width=1_000, height=1_000)
    assert (width, height) == (1_000, 715)
    flat = [conic.project(*point) for point in COLORADO]
    assert min(x for x, _ in flat) == pytest.approx(0, abs=0.01)
    assert max(x for x, _ in flat) == pytest.approx(1_000, abs=0.01)
    assert all(-0.01 <= y <= height + 1 for _, y in flat)


def test_north_is_up_and_west_is_left() -> None:
    conic, _, _ = fit_conic(COLORADO, width=1_000, height=1_000)
    denver, pueblo, grand_junction = (39.74, -104.99), (38.25, -104.61), (39.06, -108.55)
    assert conic.project(*denver)[1] < conic.project(*pueblo)[1]
    assert conic.project(*grand_junction)[0] < conic.project(*denver)[0]


def test_equal_areas_stay_equal() -> None:
    conic, _, _ = fit_conic(COLORADO, width=1_000, height=1_000)

    def area(south: float, west: float, lon_width: float) -> float:
        ring = [(south, west), (south, west + lon_width), (south + 0.1, west + lon_width)]
        flat = [conic.project(*p) for p in [*ring, (south + 0.1, west)]]
        pairs = zip(flat, flat[1:] + flat[:1], strict=True)
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2

    # A tenth of a degree at 37 and at 40.9 degrees north: land shrinks as the cosine does.
    assert area(37.0, -109.0, 0.1) / area(40.9, -103.0, 0.1) == pytest.approx(
        0.7980 / 0.7553, rel=2e-3
    )


def test_alaska_crosses_the_date_line_without_tearing() -> None:
    conic, width, _ = fit_conic(
        [(52.0, 172.4), (71.3, -156.8), (54.7, -130.0)], width=1_000, height=1_000
    )
    attu, juneau = conic.project(52.9, 172.9), conic.project(58.3, -134.4)
    assert attu[0] < juneau[0] <= width


def test_parameters_survive_being_kept() -> None:
    conic, _, _ = fit_conic(COLORADO, width=1_000, height=1_000)
    assert conic_from(conic.as_dict()) == conic
    assert isinstance(conic_from(conic.as_dict()), Conic)


@pytest.mark.parametrize("point", [*COLORADO, (39.74, -104.99)])
def test_a_point_comes_back_from_the_drawing(point: tuple[float, float]) -> None:
    conic, _, _ = fit_conic(COLORADO, width=1_000, height=1_000)
    assert conic.unproject(*conic.project(*point)) == pytest.approx(point, abs=1e-4)


def test_islands_beyond_the_date_line_count_on() -> None:
    alaska = [(52.0, 173.0), (60.0, -150.0), (71.0, -156.0), (55.0, -130.0)]
    conic, _, _ = fit_conic(alaska, width=1_000, height=1_000)
    assert conic.unproject(*conic.project(52.0, 173.0)) == pytest.approx((52.0, -187.0), abs=1e-3)
