"""Carrying out the work: engines and places far away.

In:  a name, an address, a reason
Out: EngineError, RemoteError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors.base import ExtractError
from extract.spelling import near

if TYPE_CHECKING:
    from collections.abc import Sequence


class EngineError(ExtractError):
    """The work could not be carried out, whatever the documents are."""

    @classmethod
    def worker(cls, reason: str) -> EngineError:
        """Worker processes die outside of any document."""
        return cls(
            f"a worker process ended twice without reading a document ({reason}).\n"
            "`extract doctor` tests the installation; with --workers 1 less memory is needed."
        )

    @classmethod
    def no_ray(cls) -> EngineError:
        """The extra is not installed."""
        return cls("Ray is not installed.\nRun `pip install 'press-extract[ray]'`.")

    @classmethod
    def no_cluster(cls, address: str | None, reason: str) -> EngineError:
        """Ray cannot be reached."""
        return cls(
            f"no Ray at {address or 'this machine'}: {reason}.\n"
            "Check the address (`ray status` on the head node), or leave out --address."
        )

    @classmethod
    def unknown(cls, name: str, known: Sequence[str]) -> EngineError:
        """There is no engine of this name."""
        return cls(f"there is no engine {name!r}. {near(name, known)}")


class RemoteError(ExtractError):
    """Input or output at a URL cannot be used."""

    @classmethod
    def no_fsspec(cls) -> RemoteError:
        """The extra is not installed."""
        return cls("URLs need fsspec.\nRun `pip install 'press-extract[remote]'`.")

    @classmethod
    def unknown(cls, url: str, reason: str) -> RemoteError:
        """No file system of this scheme is known, or fsspec lacks its package."""
        return cls(
            f"{url}: {reason}.\n"
            "Install the package fsspec names for it (s3fs, gcsfs, adlfs), or mend the URL."
        )

    @classmethod
    def unreadable(cls, url: str, reason: str) -> RemoteError:
        """The files at a URL cannot be listed or fetched."""
        return cls(f"{url} cannot be read: {reason}.\nMend the URL or its access and run again.")

    @classmethod
    def outside(cls, url: str, name: str) -> RemoteError:
        """A name leads out of the folder of copies."""
        return cls(f"{url}: the file {name!r} has no name for a copy.\nRename it there.")

    @classmethod
    def unwritable(cls, url: str, reason: str) -> RemoteError:
        """The tables cannot be put at a URL."""
        return cls(
            f"{url} cannot be written: {reason}.\n"
            "The tables are complete in the work folder; run the same command to put them there."
        )
