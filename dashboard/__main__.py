"""Starts the web app for ``make run``: says where it is, then hands over to gunicorn."""

import os
import sys
from pathlib import Path

from dashboard.operation.start import checked
from dashboard.wording import text

SETTINGS = Path(__file__).with_name("gunicorn.conf.py")


def main() -> None:
    """Say the address in one line and become gunicorn; a wrong setting is said in one line instead."""
    settings = checked()
    host = os.environ.get("HOST", "127.0.0.1")
    sys.stdout.write(text("serving", "id", address=f"http://{host}:{settings.port}") + "\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "gunicorn", "--config", str(SETTINGS), "dashboard.server:create_server()"]
    os.execv(sys.executable, command)  # noqa: S606 (a command of our own)  # nosec B606


if __name__ == "__main__":
    main()
