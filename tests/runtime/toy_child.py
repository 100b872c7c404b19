"""A child of the toy plan: says when it starts and stops; listens, refuses to go or fails, as told."""

import json
import os
import signal
import socket
import sys
import time
from pathlib import Path

told = json.loads(sys.argv[1])
journal = Path(os.environ["NEXUS_HOME"]) / "journal"


def write(what: str) -> None:
    """One line in the common journal; appending single lines is atomic."""
    with journal.open("a") as file:
        file.write(f"{told['name']} {what}\n")


def stop(_number: int, _frame: object) -> None:
    """The orderly end."""
    if "stop_file" in told and not Path(told["stop_file"]).exists():
        write("refused")
        return
    write("stopped")
    sys.exit(0)


for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, stop)
if told.get("untied"):
    import ctypes

    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
write("started")
sys.stderr.write(f"{told['name']} says hello\n")
if "orphan" in told and os.fork() == 0:
    write(f"orphan {os.getpid()}")
if "exit" in told:
    sys.stderr.write(f"{told.get('last_words', '')}\n")
    sys.exit(told["exit"])
if "port" in told and not told.get("deaf"):
    server = socket.create_server(("127.0.0.1", told["port"]))
while True:
    time.sleep(0.05)
