"""Which workers of this home live, and what those that died left half done.

Each worker holds a lock on a file of its name under `HERMANAR_HOME/workers`; the system lets go of it however the process
ends. Whoever begins next finds the file free and puts the dead one's job back into the queue: every job takes up what it
finds. Workers of another home (several machines on one database) are not seen, and their jobs are left alone.
"""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def _lock(file: IO[str]) -> bool:
    """Whether nobody else holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def at_work(folder: Path) -> Iterator[str]:
    """Name of a worker that lives as long as this lasts; what the dead of that folder were doing waits in the queue again."""
    folder.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(8)
    path = folder / f"{name}.lock"
    with path.open("w") as own:
        # one at a time looks for the dead: a file that is there and not held yet would be taken for one of them
        with (folder / "roll").open("w") as roll:
            fcntl.flock(roll, fcntl.LOCK_EX)
            for other in folder.glob("*.lock"):
                if other != path:
                    _bury(other)
            fcntl.flock(own, fcntl.LOCK_EX)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def _bury(path: Path) -> None:
    with path.open("w") as file:
        if not _lock(file):
            return
        put_back(path.stem)
        path.unlink()


def put_back(worker: str) -> int:
    """Jobs that this worker had begun and will not end, queued again. Returns how many."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    left = [row for row in DBTaskResult.objects.running() if row.worker_ids and row.worker_ids[-1] == worker]
    for row in left:
        row.status = TaskResultStatus.READY
        row.started_at = None
        row.save(update_fields=["status", "started_at"])
    return len(left)
