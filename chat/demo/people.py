"""Who works here, in which teams, and what is on offer."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from guardian.shortcuts import assign_perm

from accounts.models import Agent, Membership, Team, User
from chat.models import Greeting, Service

PASSWORD = "helpdesk-demo"  # noqa: S105 - everybody's, printed at the start of a demo
ADMIN = "admin"
TEAMS = {
    "Billing": ("Hello! You are talking with Billing. How can we help?", "您好！这里是账务组，请问有什么可以帮您？"),
    "Technical": ("Hello! Technical support here. What happens?", "您好！这里是技术支持，请问遇到了什么问题？"),
    "Sales": ("Hello! Sales here. What are you looking for?", "您好！这里是销售组，请问您想了解什么？"),
}
AGENTS = (
    ("liwei", "Li Wei", "zh-hans", ("Billing", "Technical")),
    ("maria", "Maria García", "en", ("Billing",)),
    ("john", "John Smith", "en", ("Technical",)),
    ("chenjie", "陈杰", "zh-hans", ("Technical", "Sales")),
    ("olga", "Olga Petrova", "en", ("Sales",)),
    ("aisha", "Aisha Khan", "en", ("Sales", "Billing")),
)
SUPERVISORS = (
    ("sofia", "Sofia Rossi", "en", ("Billing", "Sales")),
    ("wangmin", "王敏", "zh-hans", ("Technical",)),
)
LOGINS = (ADMIN, *(person[0] for person in (*AGENTS, *SUPERVISORS)))


class Leaf(NamedTuple):
    """A service with a team; `ask_text` is whether its form wants the question."""

    slug: str
    name: str
    help: str
    name_zh: str
    help_zh: str
    team: str
    priority: int
    ask_text: str


MENU = {
    ("orders", "Orders and payments", "Invoices, refunds, deliveries", "订单与付款", "发票、退款、物流"): (
        Leaf(
            "billing",
            "Invoices and refunds",
            "A charge you do not know, a refund",
            "发票与退款",
            "不明扣款、申请退款",
            "Billing",
            0,
            "optional",
        ),
        Leaf(
            "delivery",
            "Where is my order?",
            "Late, damaged or lost parcels",
            "我的订单在哪里？",
            "延误、破损或丢失",
            "Billing",
            1,
            "required",
        ),
    ),
    ("technical", "Technical help", "Something does not work", "技术支持", "无法正常使用"): (
        Leaf(
            "account",
            "Sign-in and account",
            "Password, e-mail address, access",
            "登录与账号",
            "密码、邮箱、权限",
            "Technical",
            0,
            "optional",
        ),
        Leaf(
            "fault",
            "Report a fault",
            "Errors, crashes, slow pages",
            "报告故障",
            "报错、崩溃、缓慢",
            "Technical",
            2,
            "required",
        ),
    ),
}
SALES = Leaf(
    "sales",
    "Talk to sales",
    "Prices, offers, a demonstration",
    "联系销售",
    "价格、优惠、演示",
    "Sales",
    0,
    "optional",
)


def make() -> dict[str, Team]:
    """Everybody and the menu; the teams by name."""
    teams = {name: _team(name, *greetings) for name, greetings in TEAMS.items()}
    secret = make_password(PASSWORD)
    User.objects.create(username=ADMIN, display_name="Admin", password=secret, is_staff=True, is_superuser=True)
    for login, name, language, names in AGENTS:
        user = User.objects.create(
            username=login, display_name=name, language=language, password=secret, email=f"{login}@example.com"
        )
        for team in names:
            Membership.objects.create(user=user, team=teams[team])
        Agent.objects.update_or_create(user=user, defaults={"capacity": 4})
    for login, name, language, names in SUPERVISORS:
        user = User.objects.create(
            username=login, display_name=name, language=language, password=secret, email=f"{login}@example.com"
        )
        for team in names:
            assign_perm("accounts.monitor", user, teams[team])
            assign_perm("accounts.audit", user, teams[team])
        Agent.objects.update_or_create(user=user, defaults={"capacity": 0})
    _menu(teams)
    return teams


def _team(name: str, english: str, chinese: str) -> Team:
    team = Team.objects.create(name=name)
    Greeting.objects.create(team=team, language="en", text=english)
    Greeting.objects.create(team=team, language="zh-hans", text=chinese)
    return team


def _menu(teams: dict[str, Team]) -> None:
    for position, ((slug, name, help_text, name_zh, help_zh), leaves) in enumerate(MENU.items()):
        heading = Service.objects.create(
            slug=slug, name=name, help=help_text, name_zh=name_zh, help_zh=help_zh, position=position
        )
        for place, leaf in enumerate(leaves):
            _leaf(teams, leaf, parent=heading, position=place)
    _leaf(teams, SALES, parent=None, position=len(MENU))


def _leaf(teams: dict[str, Team], leaf: Leaf, *, parent: Service | None, position: int) -> None:
    fields = leaf._asdict() | {"team": teams[leaf.team], "ask_name": "optional"}
    Service.objects.create(**fields, parent=parent, position=position)
