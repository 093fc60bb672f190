"""What is wrong with a line of a data file, and what to do about it.

In:  a place in a file, the record that stands there, a reason, a fix
Out: "knowledge/places.csv:7: Sorn: latitude '95' is not between -90 and 90. Write degrees north."
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Args:
        file: The file as the user knows it.
        line: Line of the record, counted from 1; 0 for files that have none.
        record: What the line is about: an identifier or a name.
        reason: What is wrong.
        fix: What to do about it.
    """

    file: str
    line: int
    record: str
    reason: str
    fix: str

    def __str__(self) -> str:
        """One line: `file:line: record: reason. fix`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.record}: {self.reason}. {self.fix}".rstrip()
