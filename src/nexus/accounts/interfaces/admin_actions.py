"""What owners do with accounts."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.urls import reverse

from nexus.accounts import facade, services
from nexus.accounts.contracts.roles import OWNER, SUPPORT
from nexus.accounts.models import MailRequest, RoleGrant, User
from nexus.kernel import clock
from nexus.kernel.errors import Conflict
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues

# Operators belong to the installation, sellers to a vendor: neither is given here.
_GIVEN: Final = (
    (SUPPORT, "Support: looks at everything, runs actions"),
    (OWNER, "Owner: changes everything in this shop"),
)


class NotYourself(Conflict):
    """Whoever locks themselves out needs somebody else to come back in."""

    code = "not_yourself"
    title = "You cannot do this to your own account; ask another owner"


class ProfileForm(BackOfficeForm):
    """What a person may change themselves, too."""

    first_name = forms.CharField(max_length=100, required=False)
    last_name = forms.CharField(max_length=100, required=False)
    phone = forms.CharField(max_length=32, required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    accepts_marketing = forms.BooleanField(required=False, label="Wants offers by mail")


class NewUserForm(BackOfficeForm):
    """An account without a password: the person sets one by the mail."""

    email = forms.EmailField(max_length=254, label="E-mail")
    first_name = forms.CharField(max_length=100, required=False)
    last_name = forms.CharField(max_length=100, required=False)
    role = forms.ChoiceField(required=False, choices=[("", "Buyer: no rights here"), *_GIVEN])


class GrantForm(BackOfficeForm):
    role = forms.ChoiceField(choices=_GIVEN)


class RevokeForm(BackOfficeForm):
    role = forms.ChoiceField()

    def ask(self) -> None:
        held = RoleGrant.objects.filter(user_id=self.record.pk, role__in=[SUPPORT, OWNER]).order_by("role")
        self.fields["role"].choices = [(one.role, one.role) for one in held]  # type: ignore[attr-defined]


def create(asked: Asked) -> Done:
    data = asked.data
    roles = (data["role"],) if data["role"] else ()
    made = facade.create_user(
        data["email"],
        None,
        first_name=data["first_name"],
        last_name=data["last_name"],
        roles=roles,
        verified=True,
    )
    services.ask_for_mail(MailRequest.PASSWORD_RESET, made.email)
    url = reverse("admin:accounts_user_change", args=[made.id])
    return Done(message=f"{made.email} has an account and gets a mail to set a password.", goto=url)


def edit(asked: Asked) -> str:
    services.change_profile(asked.record.pk, **asked.data)
    return f"{asked.record.email} is changed."


def grant(asked: Asked) -> str:
    facade.grant_role(asked.record.pk, asked.data["role"])
    return f"{asked.record.email} is {asked.data['role']} now."


def revoke(asked: Asked) -> str:
    _not_yourself(asked)
    facade.revoke_role(asked.record.pk, asked.data["role"])
    return f"{asked.record.email} is no longer {asked.data['role']}."


def deactivate(asked: Asked) -> str:
    """Every login ends now, for good: letting the person in again revives no web session either."""
    _not_yourself(asked)
    User.objects.filter(pk=asked.record.pk).update(is_active=False, locked_out_at=clock.now())
    ended = facade.revoke_sessions(asked.record.pk, reason="staff")
    return f"{asked.record.email} is locked out; {ended} logins ended."


def activate(asked: Asked) -> str:
    User.objects.filter(pk=asked.record.pk, deleted_at__isnull=True).update(is_active=True)
    return f"{asked.record.email} may log in again."


def mail_password(asked: Asked) -> str:
    services.ask_for_mail(MailRequest.PASSWORD_RESET, asked.record.email)
    return f"{asked.record.email} gets a mail with a link to set a new password."


def _not_yourself(asked: Asked) -> None:
    if asked.user.pk == asked.record.pk:
        raise NotYourself


def _profile_now(record: Any) -> FieldValues:
    names = ("first_name", "last_name", "phone", "language", "accepts_marketing")
    return {name: getattr(record, name) for name in names}


def _is_staff_of_shop(record: Any) -> bool:
    return not {SUPPORT, OWNER}.isdisjoint(record.granted)


def _living(record: Any) -> bool:
    return record.deleted_at is None


CREATE_USER: Final = Action(name="create", label="New user", run=create, form=NewUserForm, rank="owner",
                            about="They get a mail with a link to set their password.")  # fmt: skip
USER_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit, form=ProfileForm, initial=_profile_now, offered=_living, rank="owner"),
    Action(name="grant", label="Give a role", run=grant, form=GrantForm, offered=lambda record: record.is_active, rank="owner"),
    Action(name="revoke", label="Take a role", run=revoke, form=RevokeForm, offered=_is_staff_of_shop, rank="owner", danger=True),
    Action(name="mail-password", label="Mail a password link", run=mail_password, offered=lambda record: record.is_active),
    Action(name="activate", label="Activate", run=activate, rank="owner",
           offered=lambda record: not record.is_active and _living(record)),
    Action(name="deactivate", label="Deactivate", run=deactivate, offered=lambda record: record.is_active, rank="owner",
           danger=True, about="The person cannot log in any more, and every login ends now. Orders stay."),
)  # fmt: skip
