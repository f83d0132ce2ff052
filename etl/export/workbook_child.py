"""The process that writes one workbook: it takes table, rows and notes from its input and gives the bytes back."""

import pickle
import sys

from etl.export.workbook import whole_xlsx


def main() -> None:
    """Write one workbook."""
    # The other end of the pipe is the process that started this one; nobody else can write into it.
    table, rows, notes = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(whole_xlsx(table, rows, notes))


if __name__ == "__main__":
    main()
