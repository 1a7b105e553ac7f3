"""A picture that a visitor of the demo sends: drawn here, uploaded and looked at as any other."""

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from accounts.actors import Actor
from chat import content
from chat.content import Content
from files import actions as files
from files.models import File

SIZE = (900, 560)
GROUND, PAPER, INK, RED = "#d8c3a5", "#fffdf8", "#3b3a36", "#b4232a"


def a_parcel() -> bytes:
    """A dented box with a label, more or less."""
    picture = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 840, 500), outline=INK, width=6)
    draw.line((60, 280, 840, 280), fill=INK, width=3)
    draw.polygon([(700, 60), (840, 60), (840, 190), (770, 150)], fill="#a88f6d")
    draw.rectangle((130, 320, 470, 460), fill=PAPER, outline=INK, width=3)
    draw.text((150, 340), "PARCEL 1042", fill=INK, font_size=34)
    draw.text((150, 390), "FRAGILE", fill=RED, font_size=40)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def sent_picture(words: str, *, by: Actor, at: datetime) -> Content:
    """The words and the picture as the content of a message."""
    holds = a_parcel()
    file = files.begin(name="parcel.png", size=len(holds), by=by, at=at)
    files.receive(file, BytesIO(holds), offset=0, at=at)
    files.check(file.pk, at=at)
    file = File.objects.get(pk=file.pk)
    return content.checked([{"type": "text", "text": words}, {"type": "file", "file": file.pk, "alt": ""}])
