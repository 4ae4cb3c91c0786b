"""From an empty folder to a site: each step does nothing where it was done before."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from freedomcities.cli.answer import Answer


def found(answer: Answer) -> None:
    """The database, atlas, agencies, blueprints, agreements, styles: what every site has.

    Progress goes to standard error.
    """
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.agreements_loading import load_agreements
    from freedomcities.blueprints.operations import load_blueprints
    from freedomcities.officials.agencies_loading import load_agencies
    from freedomcities.places.operations import load_atlas
    from freedomcities.privacy.operations import finish_erasures

    now = datetime.now(UTC)
    with answer.step("The database"):
        _keep_to_owner()
        call_command("migrate", interactive=False, verbosity=0)
        finish_erasures(now=now)
    actor = system_actor()
    with answer.step("The atlas of every place"):
        load_atlas(actor=actor, now=now)
    with answer.step("The list of agencies"):
        load_agencies(actor=actor, now=now)
    with answer.step("The blueprints"):
        load_blueprints(actor=actor, now=now)
    with answer.step("The list of agreements"):
        load_agreements(actor=actor, now=now)
    with answer.step("Styles and scripts"):
        collect_static()


def _keep_to_owner() -> None:
    """The file of SQLite is for its owner alone, and its journal is made as it is."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        path.touch(mode=0o600)
        path.chmod(0o600)


def open_starter_list(answer: Answer) -> None:
    """Real instruments, so that the list is not empty on the first day."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.starter import load_starter_list

    with answer.step("The starter list"):
        load_starter_list(actor=system_actor(), now=datetime.now(UTC))


def seat_people(answer: Answer) -> None:
    """People to try the site as."""
    from freedomcities.demo.channels import add_channels
    from freedomcities.demo.events import add_events
    from freedomcities.demo.groups import add_groups
    from freedomcities.demo.guests import add_guests
    from freedomcities.demo.people import add_people

    with answer.step("The people of the demo, and their groups"):
        now = datetime.now(UTC)
        add_people(now=now)
        add_groups(now=now)
        add_channels(now=now)
        add_events(now=now)
        add_guests(now=now)


def bring_up_to_date() -> None:
    """Standings of today, where the day has turned since they were last computed."""
    from freedomcities.adoption.operations import bring_up_to_date as bring

    bring(now=datetime.now(UTC))


def collect_static() -> None:
    """Copy styles and scripts of this version into the home, once a version."""
    stamp = settings.STATIC_ROOT / ".collected"
    newest = _newest_source()
    if stamp.exists() and stamp.read_text() == newest:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=io.StringIO())
    stamp.write_text(newest)


def _newest_source() -> str:
    from django.contrib.staticfiles.finders import get_finders

    found = [
        (path, storage.get_modified_time(path).timestamp())
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    return f"{len(found)} {max(when for _, when in found)}"
