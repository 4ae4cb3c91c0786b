"""One address of every kind of page, for tests that walk the site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()

# English; the same stands below /es in Spanish.
# A group of the tests; those of the site have ids that nobody can guess.
GROUP = "bbbbccccdddd"
EVENT = "bbbbccccffff"
PICTURE = "0123456789abcdef0123456789abcdef"

PAGES = (
    "/",
    "/places/",
    "/places/?q=springfield",
    "/places/us/",
    "/places/ca/",
    "/places/tx/",
    "/places/mi/washtenaw-county/",
    "/places/mi/ann-arbor/",
    "/places/co/denver/",
    "/places/dc/washington/",
    f"/places/mi/ann-arbor/?on={_YESTERDAY}",
    "/places/mi/ann-arbor/?blueprint=denver-demands",
    "/rules/",
    "/rules/freedom-cities/",
    "/rules/freedom-cities/1373/",
    "/rules/safety-beyond-policing/",
    "/rules/safety-beyond-policing/1/",
    "/instruments/",
    "/instruments/?q=trust",
    "/instruments/ca-values-act-7284/",
    "/progress/",
    "/progress/?blueprint=denver-demands&rule=1",
    "/progress/ca/",
    "/progress/tx/?rule=2&standing=contradicted",
    "/who/",
    "/who/?place=Wheaton%2C+IL&place=60148&place=Glen+Ellyn%2C+IL",
    "/who/?place=Naperville%2C+IL&place=Aurora%2C+IL",
    "/who/?place=Boston%2C+MA&place=Denver%2C+CO",
    "/who/?place=Springfield",
    "/officials/correct/thanks/",
    "/account/left/",
    "/groups/",
    "/groups/?place=Ann+Arbor%2C+MI",
    f"/groups/{GROUP}/",
    "/groups/start/",
    "/groups/start/?place=Ann+Arbor%2C+MI",
    "/events/",
    "/events/?place=Ann+Arbor%2C+MI&kind=rally",
    f"/events/{EVENT}/",
    f"/events/{EVENT}/yes-cancelled/",
    "/events/new/",
    "/events/new/?place=Ann+Arbor%2C+MI",
    "/report/thanks/",
    "/about/decisions/",
    "/about/",
    "/about/data/",
    "/about/privacy/",
    "/about/transparency/",
    "/about/accessibility/",
    "/about/security/",
    "/about/design/",
)

# Read by programs: they stand once, and take ?lang=.
FEEDS = (
    "/progress/mi.csv",
    "/progress/mi.geojson",
    "/progress.atom",
    "/progress/mi.atom",
    *("/places/outlines.geojson", "/places/mi/outlines.geojson"),
    *("/events.ics", "/events.atom", "/events.geojson", "/events.csv"),
    "/events.csv?place=Ann+Arbor%2C+MI",
    *(f"/events/{EVENT}.{ending}" for ending in ("ics", "atom", "geojson")),
    *(f"/groups/{GROUP}.ics", f"/groups/{GROUP}.atom"),
    *("/places/mi/ann-arbor.ics", "/places/mi/ann-arbor.geojson", "/places/us.csv"),
)
# How a page of ours is shown elsewhere, and the pages that are: bare, for a frame.
OEMBED = (
    "/oembed?url=http%3A%2F%2F127.0.0.1%3A8000%2Fevents%2F",
    f"/oembed?url=http%3A%2F%2F127.0.0.1%3A8000%2Fevents%2F{EVENT}%2F&format=json",
)
EMBEDS = (
    "/events/embed/",
    "/events/embed/?place=Ann+Arbor%2C+MI&kind=rally",
    f"/events/{EVENT}/embed/",
)
API = (
    "/api/v1/",
    "/api/v1/places?state=MI",
    "/api/v1/places/2603000",
    "/api/v1/places/2603000/standings",
    "/api/v1/rules",
    "/api/v1/rules/freedom-cities",
    "/api/v1/rules/freedom-cities/1",
    "/api/v1/instruments",
    "/api/v1/instruments/ca-values-act-7284",
    "/api/v1/standings?state=MI",
    "/api/v1/who?place=Wheaton,+IL&place=60148",
    "/api/v1/agencies?state=MI&kind=city",
    "/api/v1/agencies/MI8121800",
    "/api/v1/places/2603000/agencies",
    "/api/v1/offices",
    "/api/v1/offices/2603000-mayor",
    "/api/v1/places/2603000/offices",
    "/api/v1/openapi.json",
)
MACHINES = ("/healthz", "/.well-known/security.txt", "/robots.txt")
PICTURES = (
    *("/places/mi/ann-arbor.wide.png", "/places/mi/ann-arbor.square.png"),
    *(f"/events/{EVENT}.wide.png", f"/events/{EVENT}.square.png"),
)
# What people added: rebuilt, and for whom its noun says.
PHOTOS = (f"/media/{PICTURE}/480.webp",)


# Forms to send: with a token, its cookie, and kept nowhere.
FORMS = (
    *("/officials/correct/?place=2603000", "/account/sign-in/", "/account/sign-out/"),
    *("/report/?subject=place:2603000", "/report/?subject=instrument:ca-values-act-7284"),
    *(f"/report/?subject=group:{GROUP}", f"/report/?subject=event:{EVENT}"),
    f"/events/{EVENT}/yes/",
)

_SESSION = "12345678-1234-4234-8234-123456789abc"
_IN_A_GROUP = (
    *("join/", "join/withdraw/", "desk/", "name/", "leave/", "change/", "parent/", "close/"),
    *("places/add/", "places/2603000/remove/", "invitations/new/", "invitations/withdraw/"),
    *(f"requests/{_SESSION}/{rest}/" for rest in ("accept", "decline")),
    *(f"members/{_SESSION}/{rest}" for rest in ("", "role/", "hand-over/", "remove/")),
)
_AT_AN_EVENT = (
    *("desk/", "change/", "cancel/", "hosts/new/", "hosts/leave/", "groups/add/"),
    *(f"hosts/{_SESSION}/{rest}/" for rest in ("hand-over", "remove")),
    f"groups/{GROUP}/remove/",
    *("people/", "people/sheet/", "people/1/approve/", "people/1/decline/", "people/1/remove/"),
    *(f"kit/{rest}" for rest in ("", "agenda/", "sign-in-sheet/", "flyer/")),
    *(f"kit/roles/door/{rest}/" for rest in ("hand-out", "take-back")),
    *("attendance/", "attendance/walk-in/", "recap/", "thanks/"),
    *("photos/new/", f"photos/{PICTURE}/remove/"),
)
_CHANNELS = (
    *("", "at/2603000/", "on/freedom-cities/1/", f"{GROUP}/", f"{GROUP}/new/", f"{GROUP}/name/"),
    *(f"{GROUP}/quiet/", f"{GROUP}/follow/", f"{GROUP}/{GROUP}/", f"{GROUP}/{GROUP}/reply/"),
    *(f"{GROUP}/{GROUP}/1/edit/", f"{GROUP}/{GROUP}/1/delete/", f"hooks/{GROUP}/"),
    f"{GROUP}/{GROUP}/1/report/",
    *(f"hooks/{GROUP}/new/", f"hooks/{GROUP}/{_SESSION}/try/", f"hooks/{GROUP}/{_SESSION}/remove/"),
)
# For one person alone: a visitor is led to sign in.
PRIVATE = (
    *("/account/", "/account/details/", "/account/address/", "/account/address/code/"),
    *("/account/sessions/end/", f"/account/sessions/{_SESSION}/end/", "/account/code-app/"),
    *("/account/code-app/remove/", "/account/passkeys/", f"/account/passkeys/{_SESSION}/remove/"),
    *("/account/role/x/", "/account/take-along/", "/account/leave/"),
    *("/account/notices/", "/account/notices/wishes/", "/account/notices/stop/"),
    *(f"/account/notices/{_SESSION}/{rest}/" for rest in ("pace", "stop")),
    "/follow/?subject=place:2603000",
    "/account/take-along/x/",
    *("/groups/start/here/?place=2603000",),
    *(f"/groups/{GROUP}/{rest}" for rest in _IN_A_GROUP),
    "/events/new/here/?place=2603000",
    *(f"/events/{EVENT}/{rest}" for rest in _AT_AN_EVENT),
    *(f"/channels/{rest}" for rest in _CHANNELS),
    "/account/recovery-codes/",
    *("/staff/", "/staff/people/", "/staff/people/link/"),
    *(f"/staff/people/{_SESSION}/{rest}/" for rest in ("roles", "factors", "end")),
    *("/staff/moderation/", f"/staff/moderation/{_SESSION}/", "/staff/moderation/take-downs/"),
    *(f"/staff/moderation/{_SESSION}/publish/", "/staff/moderation/take-downs/ask/?subject=x:y"),
    *(f"/staff/moderation/take-downs/{_SESSION}/{rest}/" for rest in ("confirm", "refuse")),
    *("/staff/reading/", f"/staff/reading/{_SESSION}/", f"/staff/reading/{_SESSION}/right/"),
    # … and on the way in, whoever has not asked for a code.
    *("/account/code/", "/account/second-factor/"),
)
# There are none where the site goes by a number, as in tests; nobody guesses the link of a letter.
NOWHERE = (
    "/account/passkey/",
    "/notices/stop/x/",
    "/groups/invitation/x/",
    "/events/invitation/x/",
    *(f"/events/{EVENT}/yes/x{rest}" for rest in ("/", ".ics", "/change/", "/cancel/")),
    *(f"/events/{EVENT}/yes/x/roles/door/{rest}/" for rest in ("take-on", "give-back")),
)


def in_spanish(path: str) -> str:
    """The address of the same page in Spanish."""
    return f"/es{path}"


# Addresses that lead elsewhere, or answer only a part of a page.
LEADING = ("/places/2603000/", "/places/search/?q=ann+arbor", "/api/v1/docs", "/api/v1/nothing")
LARGE = ("/progress.csv", "/progress.geojson", "/progress/mi.csv", "/progress/mi.geojson")
