"""English."""

from nexus.notifications.contracts import kinds
from nexus.notifications.wording import Wording

LABELS = {
    "greeting": "Hello {name},",
    "quantity": "{quantity} ×",
    "subtotal": "Subtotal",
    "discount": "Discount",
    "shipping": "Shipping",
    "tax": "Tax",
    "total": "Total",
    "credit": "Gift cards and store credit",
    "due": "To be paid",
    "ship_to": "Delivery to",
    "link_hint": "If the button does not work, copy this address into your browser:",
    "footer": "This message was sent by {shop}.",
}

WORDINGS = {
    kinds.WELCOME: Wording(
        "Welcome to {shop}: please confirm your e-mail",
        "Welcome to {shop}",
        (
            "Your account is ready and you can shop right away.",
            "Please confirm that this address is yours. The link works for three days.",
        ),
        "Confirm my e-mail",
    ),
    kinds.VERIFICATION: Wording(
        "Confirm your e-mail for {shop}",
        "Confirm your e-mail",
        ("You asked for this link again. It works for three days.",),
        "Confirm my e-mail",
    ),
    kinds.EMAIL_TAKEN: Wording(
        "Somebody tried to register with your e-mail at {shop}",
        "You already have an account",
        (
            "Somebody, perhaps you, tried to open an account with this address at {shop}. You have one already, so nothing"
            " was changed.",
            "If it was you and the password is forgotten, you can set a new one. If it was not you, there is nothing to do.",
        ),
    ),
    kinds.PASSWORD_RESET: Wording(
        "Set a new password for {shop}",
        "Set a new password",
        (
            "Somebody, hopefully you, asked to set a new password for your account at {shop}. The link works once and for one"
            " hour.",
            "If it was not you, ignore this message: your password stays as it is.",
        ),
        "Set a new password",
    ),
    kinds.PASSWORD_CHANGED: Wording(
        "Your password at {shop} was changed",
        "Your password was changed",
        (
            "The password of your account was changed and all other logins were ended.",
            "If it was not you, ask for a new password at once and write to us.",
        ),
    ),
    kinds.ORDER_PLACED: Wording(
        "We received your order {number}",
        "Thank you for your order",
        ("We received your order {number}. This is what you ordered:",),
        "See my order",
        "Order {number} received",
        "We received your order over {total}.",
    ),
    kinds.ORDER_CONFIRMED: Wording(
        "Your order {number} is confirmed",
        "Your order is confirmed",
        ("Your order {number} is confirmed and will be prepared now.",),
        "See my order",
        "Order {number} confirmed",
        "It will be prepared now.",
    ),
    kinds.ORDER_SHIPPED: Wording(
        "Your order {number} is on its way",
        "Your order is on its way",
        ("Your order {number} was handed over for delivery.",),
        "See my order",
        "Order {number} shipped",
        "It is on its way to you.",
    ),
    kinds.ORDER_DELIVERED: Wording(
        "Your order {number} was delivered",
        "Your order was delivered",
        ("Your order {number} was delivered. Enjoy!",),
        "See my order",
        "Order {number} delivered",
        "Enjoy!",
    ),
    kinds.ORDER_CANCELLED: Wording(
        "Your order {number} was cancelled",
        "Your order was cancelled",
        ("Your order {number} was cancelled. If you have paid, the money is on its way back to you.",),
        "See my order",
        "Order {number} cancelled",
        "If you have paid, the money is on its way back to you.",
    ),
    kinds.PAYMENT_COMPLETED: Wording(
        "We received your payment for order {number}",
        "We received your payment",
        ("We received {amount} for your order {number}. Thank you.",),
        "See my order",
        "Payment received",
        "We received {amount} for order {number}.",
    ),
    kinds.PAYMENT_FAILED: Wording(
        "The payment for order {number} did not work",
        "The payment did not work",
        (
            "The payment of {amount} for your order {number} did not work. Nothing was charged.",
            "You can try again as long as the order is open.",
        ),
        "Try again",
        "Payment did not work",
        "The payment of {amount} for order {number} did not work. You can try again.",
    ),
    kinds.REFUND_COMPLETED: Wording(
        "Your refund for order {number}",
        "Your money is on its way back",
        (
            "We sent {amount} for your order {number} back to you. Depending on your bank it takes a few days to arrive.",
        ),
        "See my order",
        "Refund sent",
        "We sent {amount} for order {number} back to you.",
    ),
    kinds.NEW_SALE: Wording(
        "New sale: order {number}",
        "You made a sale",
        ("Order {number} is confirmed and waits for you to prepare it.",),
        "Open the order",
        "New sale",
        "Order {number} is confirmed and waits for you to prepare it.",
    ),
    kinds.PROPOSAL_APPROVED: Wording(
        "“{title}” was let in",
        "What you proposed was let in",
        ("What you proposed for “{title}” was let in by the shop. {note}",),
        "See the product",
        "Let in: {title}",
        "What you proposed for “{title}” was let in by the shop.",
    ),
    kinds.PROPOSAL_REJECTED: Wording(
        "“{title}” was not let in",
        "What you proposed was not let in",
        (
            "What you proposed for “{title}” was not let in by the shop: {note}",
            "Change it and propose it again.",
        ),
        "See the product",
        "Not let in: {title}",
        "What you proposed for “{title}” was not let in by the shop: {note}",
    ),
    kinds.NEW_REVIEW: Wording(
        "A review of “{title}”",
        "Somebody reviewed what you sell",
        ("There is a new review of “{title}”. You can answer it.",),
        "See the review",
        "New review: {title}",
        "There is a new review of “{title}”. You can answer it.",
    ),
    kinds.REVIEW_REJECTED: Wording(
        "Your review of “{title}” is not shown",
        "Your review is not shown",
        (
            "The shop does not show your review of “{title}”: {note}",
            "Change it and it will be looked at again.",
        ),
        "Change the review",
        "Your review is not shown: {title}",
        "The shop does not show your review of “{title}”: {note}",
    ),
    kinds.REVIEW_ANSWERED: Wording(
        "Your review of “{title}” was answered",
        "Your review was answered",
        ("The seller answered your review of “{title}”.",),
        "Read the answer",
        "Your review was answered: {title}",
        "The seller answered your review of “{title}”.",
    ),
}
