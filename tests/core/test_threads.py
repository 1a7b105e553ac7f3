"""Database work of the sockets happens in other threads, and still speaks the reader's language."""

from django.utils import translation

from core.threads import in_thread


async def test_the_reader_s_language_goes_along():
    spoken = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            spoken.append(await in_thread(translation.get_language))
    assert spoken == ["zh-hans", "en"]
