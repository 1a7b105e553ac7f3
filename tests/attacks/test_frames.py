"""Frames that no page sends: each gets its error, changes nothing, and disturbs nobody else."""

import json
import time

import pytest

from core.errors import BadFrame
from core.reader import read_object
from tests.attacks.raw import BINARY, CLOSE, PING, TEXT, a_frame, raw_page
from tests.attacks.scene import a_message, error, everything, frame, in_database, refused, rows

BROKEN = 10
LONG = "k" * 60_000
NOT_JSON = ["hello", "", "null", "[]", '"x"', "5", "{", "{}x"]
NO_NUMBERS = ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "5" * 5000, "1" * 19]
NESTED = "[" * 20_000 + "]" * 20_000
CROWDED = json.dumps({f"k{number}": 1 for number in range(5_000)})
REPEATED = '{"type":"message.post","type":"ping","ref":"r"}'


def codes(answers: list[dict]) -> set[str]:
    return {answer["code"] for answer in answers}


async def harmless(scene, attack) -> None:
    """Run it beside two witnesses: they are served as before, and not a row has changed."""
    async with scene.desk() as desk, scene.page() as page:
        await everything(desk)
        before, seen = await in_database(rows), len(page.frames)
        await attack()
        assert await in_database(rows) == before
        await everything(desk)
        await everything(page)
        assert page.frames[seen:] == []
        assert [frame["type"] for frame in (desk.frames[0], page.frames[0])] == ["hello", "hello"]
        assert {each["type"] for each in desk.frames[1:]} <= {"list.changed", "you.changed"}


async def test_what_is_not_one_json_object(scene):
    """W01, W06, W08."""

    async def attack():
        for batch in (NOT_JSON, [f'{{"type":"ping","ref":"r","x":{each}}}' for each in NO_NUMBERS], [REPEATED]):
            async with scene.page() as page:
                answers = [await refused(page, text) for text in batch]
                assert codes(answers) == {"bad_json"}
                assert {each["ref"] for each in answers} == {None}
                await everything(page)

    await harmless(scene, attack)


async def test_ten_broken_frames_in_a_minute_close_the_socket(scene):
    async def attack():
        async with scene.page() as page:
            for _ in range(BROKEN - 1):
                await refused(page, "hello")
            await everything(page)
            await page.raw("hello")
            assert await page.closed() == 4400
            assert page.frames[-1] == {
                "type": "bye",
                "code": 4400,
                "reason": "too many broken frames",
                "reconnect": False,
            }

    await harmless(scene, attack)


async def test_binary_frames(scene):
    """W02."""

    async def attack():
        async with scene.page() as page:
            for sent in (b"", b"\x00\xff", frame("ping").encode()):
                assert (await refused(page, sent))["code"] == "bad_frame"

    await harmless(scene, attack)


async def test_a_frame_over_64_kib(scene):
    """W03."""

    async def attack():
        async with scene.page() as page:
            for size in (65_537, 1024 * 1024):
                assert (await refused(page, frame("ping").ljust(size)))["code"] == "too_large"
            assert (await refused(page, frame("message.post", **a_message(scene.id, "😀" * 17_000))))[
                "code"
            ] == "too_large"
            await page.raw(frame("ping").ljust(65_536))
            assert (await error_or_done(page))["type"] == "done"

    await harmless(scene, attack)


async def error_or_done(page) -> dict:
    while "r" not in page.answers:
        await page._receive()
    return page.answers.pop("r")


async def test_a_frame_over_a_mebibyte_closes_before_it_is_read(scene):
    """W03: the header alone is enough."""

    async def attack():
        for claimed in (1024 * 1024 + 1, 17 * 1024 * 1024, 1 << 62, (1 << 63) + 1):
            async with raw_page(scene.address, scene.visitor) as raw:
                await raw.send(a_frame(TEXT, b"x" * 1000, length=claimed))
                assert await raw.closed() == 1009, claimed

    await harmless(scene, attack)


@pytest.mark.parametrize(
    "text", [NESTED, "[" * 65_000, '{"a":' * 10_000, CROWDED, '"' + "\\" * 65_000, '{"a":"' + '\\"' * 32_000]
)
def test_reading_what_is_deep_or_crowded_costs_nothing(text):
    """W05."""
    begun = time.thread_time()
    with pytest.raises(BadFrame) as refusal:
        read_object(text)
    assert refusal.value.code == "bad_json"
    assert time.thread_time() - begun < 0.1


async def test_deep_and_crowded_frames(scene):
    """W05."""

    async def attack():
        async with scene.page() as page:
            assert (await refused(page, "[" * 200_000))["code"] == "too_large"
            assert codes([await refused(page, text) for text in (NESTED, CROWDED)]) == {"bad_json"}
            assert (await refused(page, f'{{"type":"ping","ref":"r","x":{"[" * 16}{"]" * 16}}}'))["code"] == "bad_json"
            wide = {f"k{number}": 1 for number in range(63)}
            assert (await refused(page, json.dumps({"type": "ping", "ref": "r", **wide})))["code"] == "bad_json"
            answer = await page.command("ping", **{LONG: 1})
            assert (answer["code"], len(answer["field"])) == ("invalid", 80)

    await harmless(scene, attack)


async def test_text_that_cannot_be_stored(scene):
    """W07."""
    post = frame("message.post", **a_message(scene.id, "@"))

    async def attack():
        async with scene.page() as page:
            for piece in ("\\u0000", "a\\u0000b", "\\ud800", "\\udfff\\ud800", "x\\udc00"):
                assert (await refused(page, post.replace("@", piece)))["code"] == "bad_text"
            assert (await refused(page, '{"type":"ping","ref":"r","\\u0000":1}'))["code"] == "bad_text"
            assert (await refused(page, '{"type":"ping","ref":"\\ud800"}'))["code"] == "bad_text"
            assert (await refused(page, "\ufeff" + frame("ping")))["code"] == "bad_json"

    await harmless(scene, attack)


async def test_what_is_not_utf_8_closes_with_1007(scene):
    """W07."""

    async def attack():
        for broken in (b"\xff\xfe", b'{"type":"ping","ref":"\xc0\x80"}', b"\xed\xa0\x80", b"\xf4\x90\x80\x80"):
            async with raw_page(scene.address, scene.visitor) as raw:
                await raw.send(a_frame(TEXT, broken))
                assert await raw.closed() == 1007, broken

    await harmless(scene, attack)


UNKNOWN = [
    "poke",
    "session.kick",
    "websocket.disconnect",
    "websocket.receive",
    "websocket.close",
    "__class__",
    "_x",
    "",
    " ping",
    "PING",
    "hello",
    "bye",
    "done",
    "message.posted",
    "you.changed",
    "admit",
    "end",
    "broken",
    "note.add ",
    "conversation.resumed",
    "*",
]


async def test_no_name_reaches_anything_but_a_command(scene):
    """W09."""
    staffs = ["note.add", "conversation.end", "conversation.release", "availability.set", "capacity.set"]
    visitors = ["conversation.request", "conversation.leave", "conversation.rate", "message.leave", "language.choose"]

    async def attack():
        async with scene.page() as page, scene.desk() as desk:
            for name in [*UNKNOWN, *staffs, None, 5, True, ["ping"], {"a": "ping"}]:
                assert (await page.command(name))["code"] == "unknown_type", name
            for name in [*UNKNOWN, *visitors]:
                assert (await desk.command(name))["code"] == "unknown_type", name
            assert (await refused(page, '{"ref":"r"}'))["code"] == "unknown_type"
            await everything(page)

    await harmless(scene, attack)


async def test_a_frame_needs_a_reference(scene):
    async def attack():
        async with scene.page() as page:
            for ref in ("", "x" * 65, 5, None, True, ["r"], {"r": 1}):
                answer = await refused(page, json.dumps({"type": "ping", "ref": ref}))
                assert (answer["code"], answer["field"], answer["ref"]) == ("invalid", "ref", None)
            assert (await refused(page, '{"type":"ping"}'))["field"] == "ref"

    await harmless(scene, attack)


def wrong_fields(scene) -> list[tuple[str, str, dict]]:
    """Command, the field that the answer must name, and what is sent."""
    post = a_message(scene.id)
    ask = {"service": scene.service.slug, "language": "en"}
    leave = {**ask, "email": "v@example.org", "text": "x", "client_id": post["client_id"]}
    del leave["language"]
    ids = [
        "",
        "1",
        "x" * 36,
        scene.id.replace("-", ""),
        f"{{{scene.id}}}",
        f"urn:uuid:{scene.id}"[:36],
        [scene.id],
        {"id": scene.id},
        5,
        None,
        True,
    ]
    wrong = [("message.post", "conversation", {**post, "conversation": each}) for each in ids]
    wrong += [("message.post", "client_id", {**post, "client_id": each}) for each in ids]
    wrong += [
        ("message.post", "text", {**post, "text": each}) for each in ("", "x" * 4001, {}, [], 5, None, True, ["x"])
    ]
    wrong += [("message.post", name, {key: value for key, value in post.items() if key != name}) for name in post]
    wrong += [
        ("message.post", each, {**post, each: 1})
        for each in ("at", "seq", "author", "audience", "is_internal", "created_at", "state", "v")
    ]
    numbers = ["1", 1.0, True, -1, 2**53, 10**17, [1], None, {}]
    wrong += [("message.read", "seq", {"conversation": scene.id, "seq": each}) for each in numbers]
    wrong += [
        ("conversation.rate", "score", {"conversation": scene.id, "score": each})
        for each in [0, 6, "5", 5.5, 5.0, True, None, -1, [5]]
    ]
    wrong += [
        ("conversation.rate", "comment", {"conversation": scene.id, "score": 5, "comment": each})
        for each in ("x" * 1001, 5, None, [])
    ]
    wrong += [("conversation.request", "language", {**ask, "language": each}) for each in ("de", "EN", "", 5, None)]
    wrong += [("conversation.request", "service", {**ask, "service": each}) for each in ("", "x" * 51, 5, None, [])]
    wrong += [("conversation.request", "name", {**ask, "name": each}) for each in ("x" * 81, 5, None)]
    addresses = [
        "x",
        "@",
        "a@b",
        "a b@example.org",
        "a@example.org\nBcc: b@example.org",
        "x" * 250 + "@example.org",
        5,
        None,
        "<a@example.org>",
    ]
    wrong += [("conversation.request", "email", {**ask, "email": each}) for each in addresses]
    wrong += [("message.leave", "email", {**leave, "email": each}) for each in [*addresses, ""]]
    wrong += [
        ("conversation.request", each, {**ask, each: 1})
        for each in ("team", "contact", "owner", "priority", "state", "is_staff")
    ]
    wrong += [("language.choose", "language", {"language": each}) for each in ("xx", "zh", None, 1, "../../etc/passwd")]
    return wrong


async def test_wrong_fields_are_named_and_nothing_is_converted(scene):
    """W10, I17."""

    async def attack():
        for batch in batches(wrong_fields(scene), 4):
            async with scene.page() as page:
                for name, field, fields in batch:
                    answer = await page.command(name, **fields)
                    assert (answer.get("code"), answer.get("field")) == ("invalid", field), (
                        name,
                        field,
                        fields,
                        answer,
                    )

    await harmless(scene, attack)


async def test_wrong_fields_of_staff(scene):
    """W10."""
    end = {"conversation": scene.id, "disposition": "unresolved"}
    wrong = [("capacity.set", "capacity", {"capacity": each}) for each in (-1, 101, "4", 4.0, True, None, 2**40)]
    wrong += [("availability.set", "availability", {"availability": each}) for each in ("busy", "", None, 1, "Online")]
    wrong += [("availability.set", "reason", {"availability": "away", "reason": each}) for each in ("x" * 81, 5, None)]
    wrong += [
        ("conversation.end", "disposition", {**end, "disposition": each})
        for each in ("left", "timed_out", "abandoned", "", None, 1)
    ]
    wrong += [
        ("conversation.end", "team", {**end, "team": each}) for each in (-1, "1", 1.0, True, 2**53, 999_999, 2**40)
    ]
    wrong += [("conversation.end", "assignee", {**end, "assignee": each}) for each in (-1, "1", True, 2**53, 999_999)]
    wrong += [("conversation.end", "subject", {**end, "subject": each}) for each in ("x" * 201, 5, None)]
    wrong += [
        ("conversation.end", "reason", {**end, "disposition": "rejected", "reason": each})
        for each in ("", " \n", "\u200b", "x" * 1001, 5)
    ]
    wrong += [
        ("conversation.end", "is_rating_asked", {**end, "disposition": "solved", "is_rating_asked": each})
        for each in (1, 0, "true", None)
    ]
    wrong += [("note.add", each, {**a_message(scene.id), each: 1}) for each in ("audience", "at", "author")]

    async def attack():
        async with scene.desk() as desk:
            for name, field, fields in wrong:
                answer = await desk.command(name, **fields)
                assert (answer.get("code"), answer.get("field")) == ("invalid", field), (name, field, fields, answer)

    await harmless(scene, attack)


def batches(items: list, count: int) -> list[list]:
    return [items[start::count] for start in range(count)]


async def test_a_message_in_a_hundred_thousand_pieces(scene):
    """W11: put together it is too large, and no more than that."""

    async def attack():
        async with raw_page(scene.address, scene.visitor) as raw:
            pieces = [a_frame(0, b"x", last=False)] * 100_000
            await raw.send(b"".join([a_frame(TEXT, b"x", last=False), *pieces, a_frame(0, b"x")]))
            assert b'"too_large"' in (await raw.frame())[1]

    await harmless(scene, attack)


async def test_a_message_without_end(scene):
    """W11."""

    async def attack():
        async with raw_page(scene.address, scene.visitor) as raw:
            await raw.send(a_frame(TEXT, b"x", last=False))
            for _ in range(17):
                await raw.send(a_frame(0, b"x" * 65_536, last=False))
            assert await raw.closed() == 1009

    await harmless(scene, attack)


BREACHES = {
    "not masked": a_frame(TEXT, b"{}", masked=False),
    "a reserved bit": a_frame(TEXT, b"{}", reserved=4),
    "compressed, which was not agreed": a_frame(TEXT, b"\x4a\x4c\x4c\x04\x00" * 1000, reserved=4),
    "opcode 3": a_frame(3, b"{}"),
    "opcode 11": a_frame(11),
    "a ping of 126 bytes": a_frame(PING, b"x" * 126),
    "a ping in pieces": a_frame(PING, b"x", last=False),
    "close code 999": a_frame(CLOSE, b"\x03\xe7"),
    "close code 1005": a_frame(CLOSE, b"\x03\xed"),
    "close code of one byte": a_frame(CLOSE, b"\x03"),
    "a continuation of nothing": a_frame(0, b"x"),
    "a message inside another": a_frame(TEXT, b"x", last=False) + a_frame(BINARY, b"x"),
}


async def test_breaches_of_the_protocol_close_with_1002(scene):
    """W04, W12."""

    async def attack():
        for name, breach in BREACHES.items():
            async with raw_page(scene.address, scene.visitor) as raw:
                await raw.send(breach)
                assert await raw.closed() == 1002, name

    await harmless(scene, attack)


async def test_who_vanishes_amid_a_command_leaves_nothing_in_the_log(scene):
    """The answer, and the event of one's own message, meet a connection that is gone."""
    for number in range(30):
        async with raw_page(scene.address, scene.visitor) as raw:
            resume = frame("conversation.resume", conversations=[{"id": scene.id, "after": None}])
            await raw.send(a_frame(TEXT, resume.encode()))
            posts = [a_frame(TEXT, frame("message.post", **a_message(scene.id)).encode()) for _ in range(number % 4)]
            await raw.send(b"".join(posts))
            if number % 2:
                await raw.send(BREACHES["opcode 3"])
            raw.reset()
    async with scene.page() as page:
        await everything(page)


async def test_an_error_says_which_command_it_answers(scene):
    async with scene.page() as page:
        await page.raw(frame("ping", ref="first", extra=1))
        assert (await error(page))["ref"] == "first"
