"""Runs for a moment as each child before the real program takes its place.

Started by path with `python -I -S`, so it imports the standard library only. It gives up root where asked,
ties the child's life to the supervisor's, and then becomes the program. It exists because a fork hook
(`preexec_fn`) is not safe in a process with threads, and the program's account may be unable to run Python.
"""

import os
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def main(arguments: list[str], /) -> None:
    """Arguments: parent's pid (0: not tied), death signal, uid, gid (-1: keep), then the command."""
    parent, death_signal, uid, gid = (int(argument) for argument in arguments[:4])
    command = arguments[4:]
    tie = _find_tie() if parent else None
    if uid >= 0:
        _become(uid, gid)
    if tie:
        tie(death_signal)
    if parent and os.getppid() != parent:
        sys.exit("the supervisor has gone")
    try:
        os.execve(command[0], command, os.environ)  # noqa: S606
    except OSError as error:
        sys.exit(f"cannot start {command[0]}: {error.strerror}")


def _become(uid: int, gid: int, /) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    os.umask(0o077)


def _find_tie() -> Callable[[int], object] | None:
    """The system call that ties us to our parent.

    Found before root is given up, as Python's own library may be out of reach afterwards; called after that,
    as changing the user clears the setting.
    """
    if sys.platform != "linux":
        return None
    import ctypes

    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda death_signal: prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
