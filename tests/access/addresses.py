"""One address for every route: whose group it is about, where it is about one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from freedomcities.notices.stop_links import Scope, StopLink, token_of
from tests.access.world import LEAD, Circle, Gathering, Talk, World

NO_ONE = UUID("12345678-1234-4234-8234-123456789abc")
_API = "/api/v1/"

# Everybody may see these, signed in or not.
PUBLIC: Mapping[str, str] = {
    "home": "/",
    "about:about": "/about/",
    "about:data": "/about/data/",
    "about:privacy": "/about/privacy/",
    "about:transparency": "/about/transparency/",
    "about:accessibility": "/about/accessibility/",
    "about:security": "/about/security/",
    "accounts:sign_in": "/account/sign-in/",
    "accounts:sign_out": "/account/sign-out/",
    "adoption:instruments": "/instruments/",
    "adoption:instrument": "/instruments/law/",
    "api-1:api-root": _API,
    "api-1:agencies": f"{_API}agencies",
    "api-1:agency": f"{_API}agencies/MI8121800",
    "api-1:blueprint": f"{_API}rules/freedom-cities",
    "api-1:blueprints": f"{_API}rules",
    "api-1:instrument": f"{_API}instruments/law",
    "api-1:instruments": f"{_API}instruments",
    "api-1:office": f"{_API}offices/2603000-mayor",
    "api-1:offices": f"{_API}offices",
    "api-1:openapi-json": f"{_API}openapi.json",
    "api-1:openapi-view": f"{_API}docs",
    "api-1:place": f"{_API}places/2603000",
    "api-1:place-agencies": f"{_API}places/2603000/agencies",
    "api-1:place-offices": f"{_API}places/2603000/offices",
    "api-1:place-standings": f"{_API}places/2603000/standings",
    "api-1:places": f"{_API}places",
    "api-1:rule": f"{_API}rules/freedom-cities/1",
    "api-1:standings": f"{_API}standings",
    "api-1:who": f"{_API}who?place=geoid:2603000",
    "blueprints:blueprint": "/rules/freedom-cities/",
    "blueprints:blueprints": "/rules/",
    "blueprints:rule": "/rules/freedom-cities/1/",
    "event_feeds:events_atom": "/events.atom",
    "event_feeds:events_csv": "/events.csv",
    "event_feeds:events_geojson": "/events.geojson",
    "event_feeds:events_ics": "/events.ics",
    "event_feeds:oembed": "/oembed?url=http://127.0.0.1:8000/events/",
    "events:events_embed": "/events/embed/",
    "events:events": "/events/?place=geoid:2603000",
    "events:new": "/events/new/?place=geoid:2603000",
    "feeds:nation_outlines": "/places/outlines.geojson",
    "feeds:place_picture": "/places/mi/ann-arbor.wide.png",
    "event_feeds:place_feed": "/places/mi/ann-arbor.ics",
    "feeds:progress_atom": "/progress.atom",
    "feeds:progress_csv": "/progress.csv",
    "feeds:progress_geojson": "/progress.geojson",
    "feeds:state_atom": "/progress/mi.atom",
    "feeds:state_csv": "/progress/mi.csv",
    "feeds:state_geojson": "/progress/mi.geojson",
    "feeds:state_outlines": "/places/mi/outlines.geojson",
    "groups:groups": "/groups/?place=geoid:2603000",
    "groups:start": "/groups/start/?place=geoid:2603000",
    "machine:healthz": "/healthz",
    "machine:robots_txt": "/robots.txt",
    "machine:security_txt": "/.well-known/security.txt",
    "moderation:decisions": "/about/decisions/",
    "moderation:report": "/report/?subject=place:2603000",
    "moderation:thanks": "/report/thanks/",
    "officials:correct": "/officials/correct/?place=2603000",
    "officials:thanks": "/officials/correct/thanks/",
    "places:geoid": "/places/2603000/",
    "places:place": "/places/mi/ann-arbor/",
    "places:places": "/places/",
    "places:search": "/places/search/?q=ann+arbor",
    "privacy:left": "/account/left/",
    "progress:progress": "/progress/",
    "progress:state": "/progress/mi/",
    "ui:design": "/about/design/",
    "who:who": "/who/?place=geoid:2603000",
}

# Only whoever has asked for a code, in that window; for all others the way begins with asking.
ON_THE_WAY_IN: Mapping[str, str] = {
    "accounts:code": "/account/code/",
    "accounts:second_factor": "/account/second-factor/",
}

# There for nobody: what is no address of the API, and passkeys where the site goes by a number.
FOR_NOBODY: Mapping[str, str] = {
    "api-1:nothing": f"{_API}nothing",
    "accounts:passkey": "/account/passkey/",
    "accounts:passkeys": "/account/passkeys/",
}

# Whoever is signed in, about themselves.
PERSON: Mapping[str, str] = {
    "accounts:account": "/account/",
    "accounts:address": "/account/address/",
    "accounts:address_code": "/account/address/code/",
    "accounts:code_app": "/account/code-app/",
    "accounts:code_app_remove": "/account/code-app/remove/",
    "accounts:details": "/account/details/",
    "accounts:passkey_remove": f"/account/passkeys/{NO_ONE}/remove/",
    "accounts:recovery_codes": "/account/recovery-codes/",
    "accounts:session_end": f"/account/sessions/{NO_ONE}/end/",
    "accounts:sessions_end": "/account/sessions/end/",
    "events:new_here": "/events/new/here/?place=geoid:2603000",
    "groups:start_here": "/groups/start/here/?place=geoid:2603000",
    "notices:follow": "/follow/?subject=place:2603000",
    "notices:notices": "/account/notices/",
    "notices:unfollow_all": "/account/notices/stop/",
    "notices:wishes": "/account/notices/wishes/",
    "privacy:leave": "/account/leave/",
    "privacy:take_along": "/account/take-along/",
}

# Those who work for the whole site.
WORK: Mapping[str, Callable[[World], str]] = {
    "moderation:case": lambda world: f"/staff/moderation/{world.case}/",
    "moderation:decide": lambda world: f"/staff/moderation/{world.case}/publish/",
    "moderation:queue": lambda _world: "/staff/moderation/",
    "moderation:take_down_ask": lambda _world: (
        "/staff/moderation/take-downs/ask/?subject=instrument:law"
    ),
    "moderation:take_down_confirm": lambda world: _asked(world, "confirm/"),
    "moderation:take_down_refuse": lambda world: _asked(world, "refuse/"),
    "moderation:take_downs": lambda _world: "/staff/moderation/take-downs/",
    "moderation:reading": lambda world: f"/staff/reading/{world.reading}/",
    "moderation:reading_answer": lambda world: f"/staff/reading/{world.reading}/right/",
    "moderation:readings": lambda _world: "/staff/reading/",
    "staff:desk": lambda _world: "/staff/",
    "staff:end": lambda world: f"/staff/people/{world.people['reader'].pk}/end/",
    "staff:factors": lambda world: f"/staff/people/{world.people['reader'].pk}/factors/",
    "staff:link": lambda _world: "/staff/people/link/",
    "staff:people": lambda _world: "/staff/people/",
    "staff:roles": lambda world: f"/staff/people/{world.people['reader'].pk}/roles/",
}

# Within a group.
GROUP: Mapping[str, Callable[[Circle], str]] = {
    "groups:change": lambda circle: _group(circle, "change/"),
    "groups:close": lambda circle: _group(circle, "close/"),
    "groups:desk": lambda circle: _group(circle, "desk/"),
    "groups:group": lambda circle: f"/groups/{circle.group.pk}/",
    "event_feeds:group_feed": lambda circle: f"/groups/{circle.group.pk}.ics",
    "groups:invitation": lambda circle: f"/groups/invitation/{circle.invitation}/",
    "groups:invitation_new": lambda circle: _group(circle, "invitations/new/"),
    "groups:invitations_withdraw": lambda circle: _group(circle, "invitations/withdraw/"),
    "groups:join": lambda circle: _group(circle, "join/"),
    "groups:leaving": lambda circle: _group(circle, "leave/"),
    "groups:member": lambda circle: _member(circle, ""),
    "groups:member_hand_over": lambda circle: _member(circle, "hand-over/"),
    "groups:member_remove": lambda circle: _member(circle, "remove/"),
    "groups:member_role": lambda circle: _member(circle, "role/"),
    "groups:my_name": lambda circle: _group(circle, "name/"),
    "groups:parent": lambda circle: _group(circle, "parent/"),
    "groups:place_add": lambda circle: _group(circle, "places/add/"),
    "groups:place_remove": lambda circle: _group(circle, "places/2603000/remove/"),
    "groups:request_accept": lambda circle: _request(circle, "accept/"),
    "groups:request_decline": lambda circle: _request(circle, "decline/"),
    "groups:request_withdraw": lambda circle: _group(circle, "join/withdraw/"),
}

# In channels: those of the lead's own group, and those far away.
CHANNELS: Mapping[str, Callable[[Talk], str]] = {
    "channels:channel": lambda talk: _channel(talk, ""),
    "channels:channels": lambda _talk: "/channels/",
    "channels:delete": lambda talk: _thread(talk, "1/delete/"),
    "channels:edit": lambda talk: _thread(talk, "1/edit/"),
    "channels:follow": lambda talk: _channel(talk, "follow/"),
    "channels:hook_new": lambda talk: _hooks(talk, "new/"),
    "channels:hook_remove": lambda talk: _hooks(talk, f"{talk.hook.pk}/remove/"),
    "channels:hook_try": lambda talk: _hooks(talk, f"{talk.hook.pk}/try/"),
    "channels:hooks": lambda talk: _hooks(talk, ""),
    "channels:name": lambda talk: _channel(talk, "name/"),
    "channels:place": lambda talk: f"/channels/at/{talk.channel.place_id}/",
    "channels:quiet": lambda talk: _channel(talk, "quiet/"),
    "channels:reply": lambda talk: _thread(talk, "reply/"),
    "channels:report": lambda talk: _thread(talk, "1/report/"),
    "channels:rule": lambda _talk: "/channels/on/freedom-cities/1/",
    "channels:thread": lambda talk: _thread(talk, ""),
    "channels:thread_new": lambda talk: _channel(talk, "new/"),
}

# At an event at somebody's home, held by a group.
EVENT: Mapping[str, Callable[[Gathering], str]] = {
    "events:approve_yes": lambda gathering: _event(gathering, "people/1/approve/"),
    "events:agenda": lambda gathering: _event(gathering, "kit/agenda/"),
    "event_feeds:event_atom": lambda gathering: f"/events/{gathering.event.pk}.atom",
    "event_feeds:event_geojson": lambda gathering: f"/events/{gathering.event.pk}.geojson",
    "event_feeds:event_ics": lambda gathering: f"/events/{gathering.event.pk}.ics",
    "event_feeds:event_picture": lambda gathering: f"/events/{gathering.event.pk}.wide.png",
    "events:cancel": lambda gathering: _event(gathering, "cancel/"),
    "events:change": lambda gathering: _event(gathering, "change/"),
    "events:decline_yes": lambda gathering: _event(gathering, "people/1/decline/"),
    "events:desk": lambda gathering: _event(gathering, "desk/"),
    "events:event": lambda gathering: _event(gathering, ""),
    "events:flyer": lambda gathering: _event(gathering, "kit/flyer/"),
    "events:event_embed": lambda gathering: _event(gathering, "embed/"),
    "events:group_add": lambda gathering: _event(gathering, "groups/add/"),
    "events:group_remove": lambda gathering: _event(
        gathering, f"groups/{gathering.second.pk}/remove/"
    ),
    "events:host_hand_over": lambda gathering: _host(gathering, "hand-over/"),
    "events:host_invitation": lambda gathering: f"/events/invitation/{gathering.invitation}/",
    "events:host_leave": lambda gathering: _event(gathering, "hosts/leave/"),
    "events:host_new": lambda gathering: _event(gathering, "hosts/new/"),
    "events:host_remove": lambda gathering: _host(gathering, "remove/"),
    "events:own_calendar": lambda gathering: _event(gathering, f"yes/{gathering.yes}.ics"),
    "events:own_yes": lambda gathering: _event(gathering, f"yes/{gathering.yes}/"),
    "events:people": lambda gathering: _event(gathering, "people/"),
    "events:people_sheet": lambda gathering: _event(gathering, "people/sheet/"),
    "events:photo_new": lambda gathering: _event(gathering, "photos/new/"),
    "events:photo_remove": lambda gathering: _event(
        gathering, f"photos/{gathering.photo.picture_id}/remove/"
    ),
    "events:remove_yes": lambda gathering: _event(gathering, "people/1/remove/"),
    "events:yes": lambda gathering: _event(gathering, "yes/"),
    "events:yes_cancel": lambda gathering: _event(gathering, f"yes/{gathering.yes}/cancel/"),
    "events:yes_cancelled": lambda gathering: _event(gathering, "yes-cancelled/"),
    "events:yes_change": lambda gathering: _event(gathering, f"yes/{gathering.yes}/change/"),
    "events:attendance": lambda gathering: _event(gathering, "attendance/"),
    "events:walk_in": lambda gathering: _event(gathering, "attendance/walk-in/"),
    "events:recap": lambda gathering: _event(gathering, "recap/"),
    "events:thanks": lambda gathering: _event(gathering, "thanks/"),
    "events:role_take_on": lambda gathering: _own_role(gathering, "time/take-on/"),
    "events:role_give_back": lambda gathering: _own_role(gathering, "notes/give-back/"),
    "events:kit": lambda gathering: _event(gathering, "kit/"),
    "events:role_hand_out": lambda gathering: _event(gathering, "kit/roles/time/hand-out/"),
    "events:role_take_back": lambda gathering: _event(gathering, "kit/roles/door/take-back/"),
    "events:sign_in_sheet": lambda gathering: _event(gathering, "kit/sign-in-sheet/"),
}

# A photo that waits, for the hosts of that event and for moderators.
PICTURES: Mapping[str, Callable[[Gathering], str]] = {
    "media:picture": lambda gathering: f"/media/{gathering.photo.picture_id}/480.webp",
}

# Links that are for one person; who that is stands in the tests.
LINKS: Mapping[str, Callable[[World], str]] = {
    "accounts:take_role": lambda world: f"/account/role/{world.role_link}/",
    "notices:pace": lambda world: f"/account/notices/{_follow(world)}/pace/",
    "notices:stop": lambda world: f"/notices/stop/{_stop(world)}/",
    "notices:unfollow": lambda world: f"/account/notices/{_follow(world)}/stop/",
    "privacy:export": lambda world: f"/account/take-along/{world.export_link}/",
}

ALL = {
    *PUBLIC,
    *ON_THE_WAY_IN,
    *FOR_NOBODY,
    *PERSON,
    *WORK,
    *GROUP,
    *CHANNELS,
    *EVENT,
    *PICTURES,
    *LINKS,
}


def _follow(world: World) -> UUID:
    """What the lead follows since the group is theirs."""
    return world.people[LEAD].follows.get(subject_kind="group").pk


def _stop(world: World) -> str:
    return token_of(StopLink(Scope.FOLLOW, _follow(world)), today=datetime.now(UTC).date())


def _group(circle: Circle, rest: str = "") -> str:
    return f"/groups/{circle.group.pk}/{rest}"


def _member(circle: Circle, rest: str) -> str:
    return _group(circle, f"members/{circle.member.pk}/{rest}")


def _request(circle: Circle, rest: str) -> str:
    return _group(circle, f"requests/{circle.asked.pk}/{rest}")


def _channel(talk: Talk, rest: str) -> str:
    return f"/channels/{talk.channel.pk}/{rest}"


def _thread(talk: Talk, rest: str) -> str:
    return _channel(talk, f"{talk.thread_id}/{rest}")


def _hooks(talk: Talk, rest: str) -> str:
    return f"/channels/hooks/{talk.hook.group_id}/{rest}"


def _event(gathering: Gathering, rest: str) -> str:
    return f"/events/{gathering.event.pk}/{rest}"


def _own_role(gathering: Gathering, rest: str) -> str:
    return _event(gathering, f"yes/{gathering.yes}/roles/{rest}")


def _host(gathering: Gathering, rest: str) -> str:
    return _event(gathering, f"hosts/{gathering.cohost.pk}/{rest}")


def _asked(world: World, rest: str) -> str:
    return f"/staff/moderation/take-downs/{world.asked}/{rest}"
