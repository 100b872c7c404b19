"""The forms of one person: log-in, registration, passwords, profile."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.accounts.contracts.errors import WrongPassword
from nexus.kernel.errors import NexusError
from nexus.web.components.forms import PageForm, one_line

LONGEST_PASSWORD = 128


def _email(token: str) -> forms.EmailField:
    missing = {"required": gettext_lazy("Enter your e-mail address.")}
    widget = forms.EmailInput(attrs={"autocomplete": token, "autocapitalize": "none", "spellcheck": "false"})
    return forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, error_messages=missing, widget=widget
    )


def _password(label: Any, token: str) -> forms.CharField:
    """Kept as typed, blanks included."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        error_messages={"required": gettext_lazy("Enter the password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": token}),
    )


def _name(label: Any, token: str, *, required: bool = False) -> forms.CharField:
    missing = {"required": gettext_lazy("Enter your first name.")}
    widget = forms.TextInput(attrs={"autocomplete": token})
    return forms.CharField(
        label=label, max_length=100, required=required, error_messages=missing, widget=widget
    )


class _Named(PageForm):
    """Names without the blanks that nobody meant."""

    first_name = _name(gettext_lazy("First name"), "given-name", required=True)
    last_name = _name(gettext_lazy("Last name"), "family-name")

    def clean_first_name(self) -> str:
        return one_line(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return one_line(self.cleaned_data["last_name"])


class LoginForm(PageForm):
    email = _email("username")
    password = _password(gettext_lazy("Password"), "current-password")


class RegistrationForm(_Named):
    email = _email("username")
    password = _password(gettext_lazy("Password"), "new-password")


class EmailForm(PageForm):
    email = _email("email")


class NewPasswordForm(PageForm):
    new_password = _password(gettext_lazy("New password"), "new-password")


class ChangePasswordForm(PageForm):
    current_password = _password(gettext_lazy("Current password"), "current-password")
    new_password = _password(gettext_lazy("New password"), "new-password")


class ClosingForm(PageForm):
    current_password = _password(gettext_lazy("Your password"), "current-password")


class ProfileForm(_Named):
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of our mails"), choices=settings.LANGUAGES)
    accepts_marketing = forms.BooleanField(label=gettext_lazy("Tell me about offers by mail"), required=False)


def refuse(form: forms.Form, error: NexusError, /) -> None:
    """What a context says about fields, beside those fields; what it says about no field of the form, above them."""
    if isinstance(error, WrongPassword):
        form.add_error("current_password", _("This is not your current password."))
        return
    for name, texts in error.errors.items():
        form.add_error(name if name in form.fields else None, texts)
