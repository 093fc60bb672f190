"""The command `extract`, and `python -m extract`."""

from __future__ import annotations

from extract.cli.app import app


def main() -> None:
    """Run the command line."""
    app(prog_name="extract")  # by this name a shell completes it, however it was started


if __name__ == "__main__":
    main()
