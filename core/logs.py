"""What others do wrong is told as such: a line, no traceback."""

import logging


class TheirMistake(logging.Filter):
    """For the server's logger: text that is not UTF-8 closes the socket (1007) and is no failure of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], UnicodeDecodeError):
            record.levelno, record.levelname, record.exc_info = logging.INFO, "INFO", None
        return True
