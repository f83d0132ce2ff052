"""Starts the web app for ``make run``: says where it is, then hands over to gunicorn."""

import os
import sys
from pathlib import Path

from dashboard.contact import ContactError, contact
from dashboard.wording import text

SETTINGS = Path(__file__).with_name("gunicorn.conf.py")


def main() -> None:
    """Say the address in one line and become gunicorn; a wrong setting is said in one line instead."""
    try:
        contact()
    except ContactError as error:
        sys.exit(str(error))
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8050")
    sys.stdout.write(text("serving", "id", address=f"http://{host}:{port}") + "\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "gunicorn", "--config", str(SETTINGS), "dashboard.server:create_server()"]
    os.execv(sys.executable, command)  # noqa: S606 (a command of our own)  # nosec B606


if __name__ == "__main__":
    main()
