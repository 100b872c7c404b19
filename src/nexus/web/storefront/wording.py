"""What refusals say: a heading that names it, a sentence that says what to do."""

from django.utils.translation import gettext as _


def words_of(status: int, /) -> tuple[str, str]:
    """Heading and text for a status, in the page's language."""
    known = {
        400: (
            _("We cannot read this request"),
            _("Something in the address or the form is not as it should be. Go back, check it and try again."),
        ),
        401: (_("Please log in"), _("This page is for people whom we know.")),
        403: (_("Not for you"), _("This page belongs to somebody else, or your account may not open it.")),
        404: (_("We cannot find this page"), _("It may have moved or sold out for good, or the link is incomplete.")),
        405: (
            _("That does not work here"),
            _("This address does not answer to that kind of request. Begin again from the page before."),
        ),
        409: (_("Somebody was quicker"), _("Things have changed in the meantime. Please look again.")),
        410: (_("No longer here"), _("This page has had its time.")),
        413: (_("That is too much"), _("What you sent is larger than we accept. Send less of it, or a smaller file.")),
        429: (_("A little slower, please"), _("There were too many attempts. Nothing is lost.")),
        500: (_("Something went wrong"), _("The fault is ours, and it is written down. Please try again in a moment.")),
        503: (_("We are back in a moment"), _("The shop is being looked after. Nothing you did is lost.")),
    }  # fmt: skip
    return known.get(status, known[400] if status < 500 else known[500])


def forged() -> tuple[str, str]:
    """For a form that did not come from a page of ours, or has lost the proof that it did."""
    return _("This form is too old"), _(
        "It was opened before you logged in or out, another site sent it, or your browser keeps no cookies of ours. "
        "Nothing was done. Open the page again and send it once more."
    )


def closed() -> tuple[str, str]:
    """For a shop under maintenance that has no words of its own."""
    return _("We are back soon"), _(
        "The shop is closed for a little while. Your cart and your orders are safe."
    )
