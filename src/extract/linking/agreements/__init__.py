"""Cited agreements: which instrument, between whom, of which day and number.

In:  settled agreement mentions and what else is linked
Out: completed agreement mentions
"""

from extract.linking.agreements.linker import AgreementLinker

__all__ = ["AgreementLinker"]
