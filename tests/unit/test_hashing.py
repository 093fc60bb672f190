"""Digests are those of the bytes as they are now, of small files and of large ones."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from extract.hashing import sha256_of


@pytest.mark.parametrize("size", [0, 10, 1_500_000])
def test_the_digest_follows_the_bytes(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    for byte in (b"a", b"b"):
        path.write_bytes(byte * size)
        os.utime(path, ns=(0, ord(byte)))
        assert sha256_of(path) == hashlib.sha256(byte * size).hexdigest()


def test_a_large_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"a" * 1_500_000)
    first = sha256_of(path)
    monkeypatch.setattr("extract.hashing._read", lambda _: "read again")
    assert sha256_of(path) == first
    path.write_bytes(b"a" * 1_500_001)
    assert sha256_of(path) == "read again"
