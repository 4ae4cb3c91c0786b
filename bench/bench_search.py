"""Search while typing, and questions answered, over the whole atlas, in one process.

Every row is a rate or a time; the ratio stands against one look-up by primary key through the
same framework in the same run.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from bench.measuring import open_site

RUNS = 4000
SEED = 20170222


def main() -> None:
    """Load the atlas and print the table."""
    open_site(datetime.now(UTC))
    # The site's own addresses are made above places; here their shape is enough.
    from django.conf import settings

    settings.ROOT_URLCONF = "freedomcities.places.tests.urls"
    typed, questions, codes = _samples()
    base = _rate(_by_primary_key, codes)
    print(f"{'name':<34} {'figure':>10} {'unit':<6} {'ratio':>6}")
    _row("one place by its primary key", base[0], "/s", 1.0)
    for name, call, texts in (
        ("suggestions, a name half typed", _suggest, typed),
        ("suggestions, one or two letters", _suggest, _short()),
        ("suggestions, ZIP code half typed", _suggest, _zip_codes()),
        ("a question answered", _answer, questions),
    ):
        rate, times = _rate(call, texts)
        _row(name, rate, "/s", rate / base[0])
        _row(
            "  99 of 100 within",
            _within(times, 0.99),
            "ms",
            _within(times, 0.99) / _within(base[1], 0.99),
        )
        _row("  slowest", times[-1] * 1000, "ms", times[-1] / base[1][-1])


def _samples() -> tuple[list[str], list[str], list[str]]:
    from freedomcities.places.models import Place

    chance = random.Random(SEED)
    places = list(Place.objects.governments().exclude(state="").order_by("pk"))
    weights = [(place.population or 0) + 100 for place in places]
    drawn = chance.choices(places, weights=weights, k=RUNS)
    typed = [place.name[: chance.randint(3, len(place.name))] for place in drawn]
    questions = [f"{place.name}, {place.state}" for place in drawn]
    return typed, questions, [place.geoid for place in drawn]


def _short() -> list[str]:
    chance = random.Random(SEED)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return ["".join(chance.choices(letters, k=chance.randint(1, 2))) for _ in range(RUNS // 4)]


def _zip_codes() -> list[str]:
    chance = random.Random(SEED)
    return [f"{chance.randint(0, 99999):05}"[: chance.randint(2, 5)] for _ in range(RUNS // 4)]


def _by_primary_key(code: str) -> None:
    from freedomcities.places.models import Place

    Place.objects.get(pk=code)


def _suggest(text: str) -> None:
    from freedomcities.places.search import suggest

    suggest(text)


def _answer(text: str) -> None:
    from freedomcities.places.questions import AmbiguousPlace, UnknownPlace, answer_question

    with suppress(AmbiguousPlace, UnknownPlace):
        answer_question(text)


def _rate(call: Callable[[str], None], texts: Sequence[str]) -> tuple[float, list[float]]:
    """Calls a second, and the seconds of each call in order of length."""
    for text in texts[:50]:
        call(text)
    times = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        times.append(time.perf_counter() - start)
    return len(texts) / sum(times), sorted(times)


def _within(times: Sequence[float], share: float) -> float:
    return times[int(len(times) * share)] * 1000


def _row(name: str, figure: float, unit: str, ratio: float) -> None:
    print(f"{name:<34} {figure:>10.2f} {unit:<6} {ratio:>6.2f}")


if __name__ == "__main__":
    main()
