"""Running the jobs that wait, one after the other."""

from __future__ import annotations

_POLL = 0.5
LAST = -50
"""The priority of work that there may be much of: whoever waits for a code goes first."""


def work(*, until_done: bool, name: str) -> None:
    """Run jobs, one after the other; for ever, or until none waits."""
    # The models of its package need the apps to be there.
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415

    worker = Worker(
        queue_names=["*"],
        interval=_POLL,
        batch=until_done,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    if not until_done:
        worker.configure_signals()
    worker.run()
