import pytest

from files.examine import Limits, Unacceptable, examine

MB = 1024**2
LIMITS = Limits(picture=20 * MB, video=20 * MB, voice=20 * MB, file=20 * MB)


@pytest.fixture
def look(tmp_path):
    """Looks at these bytes as an upload of this name: its facts, or the code of the refusal."""

    def look(content: bytes, name: str = "upload", limits: Limits = LIMITS):
        folder = tmp_path / f"work-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        path = folder / "upload.part"
        path.write_bytes(content)
        try:
            return examine(path, name, limits, folder)
        except Unacceptable as unacceptable:
            assert list(folder.iterdir()) == [path], "something was left behind"
            return unacceptable.code

    return look
