"""Cited agreements: by number, by name, by description.

In:  a parsed text, and for descriptions what the other matchers found
Out: proposals for the agreements table
"""

from extract.matchers.agreements.cited import CitedAgreements
from extract.matchers.agreements.described import DescribedAgreements

__all__ = ["CitedAgreements", "DescribedAgreements"]
