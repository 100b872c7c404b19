"""Handing a mail to the mail server. Knows no database."""

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from uuid import UUID

TIMEOUT = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class SmtpServer:
    """From EMAIL_URL. `security`: none, starttls or tls."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "none"


class RefusedForGood(Exception):
    """The server will never take this mail (unknown mailbox, bad content): trying again would not help."""


def message_id(tenant_id: UUID, key: str, sender: str, /) -> str:
    """The same for every attempt, so that a mail program (or a server) shows a repeated mail once."""
    digest = sha256(f"{tenant_id}:{key}".encode()).hexdigest()[:40]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def build_message(
    *, to: str, subject: str, text: str, html: str, sender: str, shop: str, identity: str, at: datetime
) -> EmailMessage:
    """A multipart mail. Raises ValueError when a header would hold a line break: the policy refuses them."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=shop, addr_spec=sender)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = identity
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message


def send_message(server: SmtpServer, message: EmailMessage, /) -> None:
    """Raises RefusedForGood, or OSError/SMTPException when trying later may help."""
    with _connect(server) as connection:
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = next(iter(error.recipients.values()))
            raise _refusal(code, reply) from error
        except (
            smtplib.SMTPNotSupportedError
        ) as error:  # an address that needs SMTPUTF8, and a server without it
            raise RefusedForGood(str(error)) from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error


def _refusal(code: int, reply: bytes | str) -> Exception:
    """5xx is for good, 4xx for now (RFC 5321, 4.2.1)."""
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    said = f"{code} {words}"
    return RefusedForGood(said) if 500 <= code < 600 else OSError(said)


def _connect(server: SmtpServer) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if server.security == "tls" else smtplib.SMTP
    connection = kind(server.host, server.port, timeout=TIMEOUT)
    if server.security == "starttls":
        connection.starttls()
    if server.user:
        connection.login(server.user, server.password)
    return connection
