"""What accounts does. Every function runs inside a tenant_scope."""

from nexus.accounts.services.address_book import (
    add_address,
    change_address,
    one_at_a_time,
    remove_address,
)
from nexus.accounts.services.links import activation_link_parts, password_reset_link_parts
from nexus.accounts.services.login import log_in
from nexus.accounts.services.mail_requests import answer_mail_request, ask_for_mail
from nexus.accounts.services.passwords import change_password, reset_password
from nexus.accounts.services.profile import change_profile, delete_account, verify_email
from nexus.accounts.services.registration import create_user, register
from nexus.accounts.services.roles import grant_role, revoke_role
from nexus.accounts.services.sessions import end_session, open_session, revoke_sessions, rotate

__all__ = [
    "activation_link_parts",
    "add_address",
    "answer_mail_request",
    "ask_for_mail",
    "change_address",
    "change_password",
    "change_profile",
    "create_user",
    "delete_account",
    "end_session",
    "grant_role",
    "log_in",
    "one_at_a_time",
    "open_session",
    "password_reset_link_parts",
    "register",
    "remove_address",
    "reset_password",
    "revoke_role",
    "revoke_sessions",
    "rotate",
    "verify_email",
]
