import time
from io import BytesIO
import pytest
from django.utils import timezone
from files import actions
from files.models import File
from tests.people import a_visitor, actor
from tests.files import samples

@pytest.mark.parametrize("n", range(3))
def test_it(workshop, n):
    for content,name in ((samples.picture("PNG"),"a.png"),(samples.mp4(),"b.mp4"),(samples.picture("PNG")[:50],"c.png")):
        v=a_visitor("x")
        t=time.monotonic()
        f=actions.begin(name=name,size=len(content),by=actor(v),at=timezone.now())
        actions.receive(f,BytesIO(content),offset=0,at=timezone.now())
        while File.objects.get(pk=f.pk).state=="checking":
            time.sleep(.01); assert time.monotonic()-t<10
        print(name, File.objects.get(pk=f.pk).state, time.monotonic()-t)
