"""What the pages say."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

_WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "activate": "Confirm your e-mail",
        "activate_lead": "One click and your address at {shop} is confirmed.",
        "activate_button": "Confirm my e-mail",
        "activate_done": "Thank you, your e-mail is confirmed.",
        "reset": "Set a new password",
        "reset_lead": "At least ten characters. All your logins at {shop} will end.",
        "reset_label": "New password",
        "reset_button": "Set the password",
        "reset_done": "Your new password is set. You can log in with it now.",
        "dead": "This link is not valid any more. Links work once and for a limited time; please ask for a new one.",
        "home": "To the shop",
    },
    "es": {
        "activate": "Confirma tu correo",
        "activate_lead": "Un clic y tu dirección en {shop} queda confirmada.",
        "activate_button": "Confirmar mi correo",
        "activate_done": "Gracias, tu correo está confirmado.",
        "reset": "Elige una contraseña nueva",
        "reset_lead": "Al menos diez caracteres. Se cerrarán todas tus sesiones en {shop}.",
        "reset_label": "Contraseña nueva",
        "reset_button": "Guardar la contraseña",
        "reset_done": "Tu contraseña nueva está guardada. Ya puedes entrar con ella.",
        "dead": "Este enlace ya no es válido. Los enlaces funcionan una vez y por tiempo limitado; pide uno nuevo.",
        "home": "A la tienda",
    },
}


def words_for(request: HttpRequest, /, *, shop: str) -> dict[str, str]:
    """The browser's language, with the shop's name filled in."""
    language = get_language_from_request(request)[:2]
    chosen = _WORDS.get(language, _WORDS["en"])
    return {name: text.format(shop=shop) for name, text in chosen.items()} | {"language": language}
