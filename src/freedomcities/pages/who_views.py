"""The page of whom to meet: towns in, one after another; a place and its doors out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.blueprints.models import FALLBACK
from freedomcities.lib.access import audience
from freedomcities.officials.what_to_say import one_door_words
from freedomcities.officials.who import MOST_ASKED
from freedomcities.pages.who_forms import WhoQuestion, read_who_question
from freedomcities.pages.who_page import answer_room, gather_who, status_words, too_many_words
from freedomcities.pages.who_people import Link, Room, read_room

_EXAMPLES = (
    ("Wheaton, IL", "Lombard, IL", "Glen Ellyn, IL"),
    ("Naperville, IL", "Aurora, IL"),
    ("Houston, TX",),
)


@audience("public")
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """Whom people from these towns meet. A script asks for the same page and takes a part of it."""
    asked = read_who_question(request.GET)
    question = replace(asked, texts=asked.texts[:MOST_ASKED])
    room = read_room(question)
    wrong = [too_many_words(asked)]
    page = None
    if room.towns:
        found, refused = answer_room(room, question)
        wrong.append(refused)
        language = get_language() or FALLBACK
        day = datetime.now(UTC).date()
        page = gather_who(room, question, found, day=day, language=language)
    context = {
        "question": question,
        "room": room,
        "page": page,
        "wrong": [sentence for sentence in wrong if sentence],
        "status": status_words(page, room),
        "start": WhoQuestion().address,
        "typed": room.unclear[-1].text if room.unclear else "",
        "carried": _carried(question, room),
        "one_door": one_door_words(),
        "examples": [Link(" · ".join(texts), WhoQuestion(texts).address) for texts in _EXAMPLES],
        "title": _("Who to meet"),
    }
    return render(request, "pages/who/who.html", context)


def _carried(question: WhoQuestion, room: Room) -> list[str]:
    """The texts that the form keeps; the last unclear one stands in its field to be mended."""
    texts = list(question.texts)
    if room.unclear:
        last = len(texts) - 1 - texts[::-1].index(room.unclear[-1].text)
        del texts[last]
    return texts
