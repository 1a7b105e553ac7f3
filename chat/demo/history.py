"""What was said: (visitor, language, service, days ago, lines, how it ended, rating). A line begins with who says it:
v the visitor, p the visitor with a picture, a the agent, n the agent in a note."""

from typing import NamedTuple


class Talk(NamedTuple):
    """One ended conversation."""

    visitor: str
    language: str
    service: str
    days_ago: int
    lines: tuple[str, ...]
    ending: dict
    rating: tuple[int, str] | None


HISTORY = (
    Talk("Emma Brown", "en", "delivery", 6, (
        "v My parcel 1042 should have come on Monday.",
        "a Hello Emma, let me look. One moment, please.",
        "n Carrier says: held at the depot since Saturday.",
        "a It is at the depot and comes tomorrow before noon. I am sorry for the delay.",
        "p It is here, thank you! The box is dented, though, as you can see.",
        "a I am sorry. If anything in it is broken, write to us and we replace it.",
    ), {"disposition": "solved"}, (5, "Quick and friendly")),
    Talk("王芳", "zh-hans", "billing", 5, (
        "v 请问发票什么时候可以开？",
        "a 您好，今天下午就可以开好，会发到您的邮箱。",
        "v 好的，谢谢",
    ), {"disposition": "solved"}, (4, "")),
    Talk("Noah Fischer", "en", "fault", 3, (
        "v Checkout shows error 500 since this morning.",
        "a Thank you for telling us. Which browser do you use?",
        "v Firefox on Windows.",
        "n Same as two others today: payment gateway time-outs.",
    ), {"disposition": "unresolved", "subject": "Checkout answers with error 500"}, None),
    Talk("陈静", "zh-hans", "account", 2, (
        "v 我收不到验证码，登录不了。",
        "a 您好，我帮您查一下短信通道。",
    ), {"disposition": "unresolved", "subject": "收不到登录验证码"}, None),
    Talk("Lucas Martin", "en", "sales", 1, (
        "v Do you have a price for 50 seats?",
        "a Yes, I can send you an offer today.",
        "v Perfect.",
    ), {"disposition": "solved"}, (2, "I had to ask twice")),
    Talk("qwerty", "en", "sales", 1, (
        "v asdf asdf you are all stupid",
    ), {"disposition": "rejected", "reason": "Insults, no request"}, None),
)  # fmt: skip
LEFT = (
    (
        "Grace Lee",
        "grace@example.com",
        "en",
        "billing",
        "Please call me back about invoice 8812, it was charged twice.",
    ),
    ("刘洋", "liuyang@example.com", "zh-hans", "fault", "晚上系统打不开，请上班后联系我。"),
)
