import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotFound, StorageTrouble
from core.storage.files import CHUNK, HEAD, keep, path_of


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=4000))
def test_what_is_kept_comes_back(tmp_path: Path, content: bytes) -> None:
    kept = keep(tmp_path, io.BytesIO(content))
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.size, kept.head) == (len(content), content[:HEAD])
    assert path_of(tmp_path, kept.sha256).read_bytes() == content


def test_large_files_are_streamed(tmp_path: Path) -> None:
    class Watched(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.largest = max(self.largest, size or 0)
            return super().read(size)

    stream = Watched(b"x" * (3 * CHUNK + 5))
    assert keep(tmp_path, stream).size == 3 * CHUNK + 5
    assert stream.largest == CHUNK


@pytest.mark.parametrize("digest", ["", "..", "../../etc/passwd", "a" * 64])
def test_only_kept_digests_have_a_path(tmp_path: Path, digest: str) -> None:
    with pytest.raises(NotFound):
        path_of(tmp_path, digest)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    with pytest.raises(StorageTrouble, match="could not be stored"):
        keep(blocked, io.BytesIO(b"x"))
