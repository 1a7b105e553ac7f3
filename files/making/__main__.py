import json
import sys

from files.making import bounds
from files.making.kinds import FILMS, PICTURES, detected
from files.making.order import Order, Unfit

ROOM = 16 * 1024**2  # what a remuxed film may have more than the upload


def made(order: Order) -> dict[str, object]:
    """The facts of the upload; what is to be kept, and a preview, lie in the working folder, when they are not the upload itself."""
    mime = detected(order.path)
    if mime in PICTURES:
        from files.making.pictures import picture

        return picture(order, PICTURES[mime])
    if mime in FILMS:
        from files.making.films import film

        bounds.hold_memory(bounds.FILM_MEMORY)
        if found := film(order, mime):
            return found
    order.check_size("file")
    return {"kind": "file", "mime": mime}


def main() -> None:
    order = Order.of(json.loads(sys.argv[1]))
    bounds.hold(largest_file=max(order.size + ROOM, 2 * order.sizes["picture"]))
    try:
        answer = made(order)
    except Unfit as unfit:
        answer = {"refused": unfit.code, "kind": unfit.kind}
    json.dump(answer, sys.stdout)


main()
