"""Looks at an uploaded file and makes of it what is kept: `python -m files.making <what to do, as JSON>`.

A process of its own, since decoders of foreign bytes may crash, hang or be taken over. It knows nothing of Django, of the database
or of any secret, and what it answers is believed only as far as `files.examine` can check it.
"""
