"""What a worker was doing when it was killed waits in the queue again; what a living one does is left to it."""

import subprocess
import sys

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hermanar.cli import workers

HELD = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"


def job(worker: str) -> DBTaskResult:
    row = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="hermanar.privacy.tasks.search_request", queue_name="default",
        backend_name="default", exception_class_path="", traceback="",
    )  # fmt: skip
    row.claim(worker)
    return row


@pytest.mark.django_db
def test_job_of_a_killed_worker_is_queued_again_and_that_of_a_living_one_is_not(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HELD, str(tmp_path / "living.lock")], stdout=subprocess.PIPE
    ) as living:
        try:
            assert living.stdout
            assert living.stdout.readline()
            (tmp_path / "killed.lock").touch()  # its process is gone: nobody holds the file
            jobs = {name: job(name) for name in ("living", "killed", "elsewhere")}
            with workers.at_work(tmp_path) as name:
                assert sorted(p.stem for p in tmp_path.glob("*.lock")) == sorted(["living", name])
                for row in jobs.values():
                    row.refresh_from_db()
                assert {n: row.status for n, row in jobs.items()} == {
                    "living": TaskResultStatus.RUNNING, "killed": TaskResultStatus.READY, "elsewhere": TaskResultStatus.RUNNING,
                }  # fmt: skip
                assert list(DBTaskResult.objects.ready()) == [jobs["killed"]]
                # who begins beside it finds it alive
                with workers.at_work(tmp_path):
                    assert (tmp_path / f"{name}.lock").exists()
        finally:
            living.kill()
    assert [p.stem for p in tmp_path.glob("*.lock")] == ["living"]
    with workers.at_work(tmp_path):
        jobs["living"].refresh_from_db()
        assert jobs["living"].status == TaskResultStatus.READY
