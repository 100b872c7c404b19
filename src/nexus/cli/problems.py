"""What can go wrong, said in plain words instead of a traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "this account may not do that",
    errno.EPERM: "this account may not do that",
    errno.EROFS: "that file system is read-only",
    errno.EMFILE: "too many files are open (raise `ulimit -n`)",
    errno.ENOMEM: "memory ran out",
}

_SIGNS = (
    ("No space left on device", "The disk is full: free some space and start again."),
    ("Check free disk space", "The disk is full: free some space and start again."),
    ("Disk quota exceeded", "The disk quota is used up: free some space and start again."),
    ("Permission denied", "A file or folder is not accessible: check who owns the data folder."),
    ("Read-only file system", "The data folder lies on a read-only file system."),
    ("Address already in use", "Another program took the port: stop it or choose another port."),
    ("Cannot allocate memory", "Memory ran out: free some or lower shared_buffers in local.conf."),
    ("could not map anonymous shared memory", "Memory ran out: lower shared_buffers in local.conf."),
    ("Bad file format reading the append only file", "Valkey's log is damaged: move var/valkey away."),
)


class Problem(click.ClickException):
    """A failure with a cause and, where we know one, a way out; both are shown to the operator."""

    def __init__(self, message: str, /, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the message, then the hint, to standard error."""
        click.echo(f"nexus: {self.message}", err=True)
        if self.hint:
            click.echo(self.hint, err=True)


def in_words(error: OSError, /) -> str:
    """One readable line for a failed system call."""
    reason = _WORDS.get(error.errno or 0, error.strerror or str(error))
    return f"{error.filename}: {reason}" if error.filename else reason


def hint_from(text: str, /) -> str:
    """Advice for a failure that a log line gives away; empty when nothing is recognised."""
    return next((advice for sign, advice in _SIGNS if sign in text), "")


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn a failed system call into a `Problem`."""
    try:
        yield
    except OSError as error:
        raise Problem(in_words(error)) from error
