"""Fills an empty database with people, a menu and a little history, so that one can look around."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from chat import demo


class Command(BaseCommand):
    help = "Demo data: teams, agents, supervisors, an admin, a service menu, some ended conversations and tickets."

    def add_arguments(self, parser):
        parser.add_argument("--anyway", action="store_true", help="also when there are people already")

    def handle(self, *args, anyway: bool = False, **options):
        if User.objects.filter(username=demo.ADMIN).exists():
            self.stdout.write("The demo data is there already.")
            return
        if User.objects.exists() and not anyway:
            raise CommandError("There are people in this database. Use --anyway to add the demo data all the same.")
        demo.fill()
        self.stdout.write(f"Demo data made. Everybody's password is {demo.PASSWORD}")
