"""Faults under load: processes killed, connections cut, networks that swallow; nothing acknowledged may be lost, doubled or out of order."""
