# ruff: noqa: N999
"""Tells gunicorn how to serve the app; ``HOST``, ``PORT`` and ``WEB_CONCURRENCY`` change it."""

import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import gunicorn

from dashboard.operation.settings import METRICS_FOLDER
from dashboard.operation.start import READ_AHEAD, checked

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

SETTINGS = checked()
# What answers, and in which version, is nobody's business.
gunicorn.SERVER = "pantau"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{SETTINGS.port}"
workers = SETTINGS.workers
worker_class = "dashboard.operation.worker.PatientWorker"
threads = 4
# Workers share what was imported, and one that is begun anew answers at once instead of after seconds.
preload_app = True
timeout = 60
graceful_timeout = 10
# A file that the system sends by itself keeps a thread until it is read.
sendfile = False
# A worker that begins anew answers nobody for seconds, and knows nothing ready: seldom, and never all at once.
max_requests = 500_000
max_requests_jitter = 250_000
loglevel = SETTINGS.log
# What a proxy says is believed by the app alone, and only of as many proxies as the operator has named.
forwarded_allow_ips = ""

if SETTINGS.token:
    # Workers count together through files in this folder; it must be known before the first of them counts.
    os.environ[METRICS_FOLDER] = tempfile.mkdtemp(prefix="pantau-")


def post_worker_init(worker: "Worker") -> None:
    """Read the release before anybody asks; the module is imported by other apps as well, which have none."""
    read_ahead = getattr(worker.wsgi, "extensions", {}).get(READ_AHEAD)
    if read_ahead:
        read_ahead()


def child_exit(_server: "Arbiter", worker: "Worker") -> None:
    """Forget what only a living worker may say."""
    if SETTINGS.token:
        from prometheus_client import multiprocess  # noqa: PLC0415 (it must not be imported before the folder is known)

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: "Arbiter") -> None:
    """Remove the folder of the measurements."""
    if SETTINGS.token:
        shutil.rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)
