"""The command `extract`, and `python -m extract`."""

from __future__ import annotations

from extract.cli.app import app


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
