"""Español."""

from nexus.notifications.contracts import kinds
from nexus.notifications.wording import Wording

LABELS = {
    "greeting": "Hola, {name}:",
    "quantity": "{quantity} ×",
    "subtotal": "Subtotal",
    "discount": "Descuento",
    "shipping": "Envío",
    "tax": "Impuestos",
    "total": "Total",
    "credit": "Tarjetas regalo y saldo en la tienda",
    "due": "Por pagar",
    "ship_to": "Dirección de entrega",
    "link_hint": "Si el botón no funciona, copia esta dirección en tu navegador:",
    "footer": "Este mensaje lo ha enviado {shop}.",
}

WORDINGS = {
    kinds.WELCOME: Wording(
        "Te damos la bienvenida a {shop}: confirma tu correo",
        "Te damos la bienvenida a {shop}",
        (
            "Tu cuenta está lista y ya puedes comprar.",
            "Confirma que esta dirección es tuya. El enlace funciona durante tres días.",
        ),
        "Confirmar mi correo",
    ),
    kinds.VERIFICATION: Wording(
        "Confirma tu correo en {shop}",
        "Confirma tu correo",
        ("Nos has pedido de nuevo este enlace. Funciona durante tres días.",),
        "Confirmar mi correo",
    ),
    kinds.EMAIL_TAKEN: Wording(
        "Alguien ha intentado registrarse con tu correo en {shop}",
        "Ya tienes una cuenta",
        (
            "Alguien, quizá tú, ha intentado abrir una cuenta con esta dirección en {shop}. Ya tienes una, así que no ha"
            " cambiado nada.",
            "Si has sido tú y no recuerdas la contraseña, puedes elegir una nueva. Si no has sido tú, no tienes que hacer nada.",
        ),
    ),
    kinds.PASSWORD_RESET: Wording(
        "Elige una contraseña nueva para {shop}",
        "Elige una contraseña nueva",
        (
            "Alguien, esperamos que tú, ha pedido una contraseña nueva para tu cuenta en {shop}. El enlace funciona una sola vez"
            " y durante una hora.",
            "Si no has sido tú, ignora este mensaje: tu contraseña no cambia.",
        ),
        "Elegir contraseña",
    ),
    kinds.PASSWORD_CHANGED: Wording(
        "Tu contraseña en {shop} ha cambiado",
        "Tu contraseña ha cambiado",
        (
            "La contraseña de tu cuenta ha cambiado y se han cerrado las demás sesiones.",
            "Si no has sido tú, pide enseguida una contraseña nueva y escríbenos.",
        ),
    ),
    kinds.ORDER_PLACED: Wording(
        "Hemos recibido tu pedido {number}",
        "Gracias por tu pedido",
        ("Hemos recibido tu pedido {number}. Esto es lo que has pedido:",),
        "Ver mi pedido",
        "Pedido {number} recibido",
        "Hemos recibido tu pedido por {total}.",
    ),
    kinds.ORDER_CONFIRMED: Wording(
        "Tu pedido {number} está confirmado",
        "Tu pedido está confirmado",
        ("Tu pedido {number} está confirmado y empezamos a prepararlo.",),
        "Ver mi pedido",
        "Pedido {number} confirmado",
        "Empezamos a prepararlo.",
    ),
    kinds.ORDER_SHIPPED: Wording(
        "Tu pedido {number} está en camino",
        "Tu pedido está en camino",
        ("Hemos entregado tu pedido {number} al transportista.",),
        "Ver mi pedido",
        "Pedido {number} enviado",
        "Está en camino.",
    ),
    kinds.ORDER_DELIVERED: Wording(
        "Tu pedido {number} se ha entregado",
        "Tu pedido se ha entregado",
        ("Tu pedido {number} se ha entregado. ¡Que lo disfrutes!",),
        "Ver mi pedido",
        "Pedido {number} entregado",
        "¡Que lo disfrutes!",
    ),
    kinds.ORDER_CANCELLED: Wording(
        "Tu pedido {number} se ha cancelado",
        "Tu pedido se ha cancelado",
        ("Tu pedido {number} se ha cancelado. Si lo habías pagado, el dinero está de vuelta.",),
        "Ver mi pedido",
        "Pedido {number} cancelado",
        "Si lo habías pagado, el dinero está de vuelta.",
    ),
    kinds.PAYMENT_COMPLETED: Wording(
        "Hemos recibido el pago de tu pedido {number}",
        "Hemos recibido tu pago",
        ("Hemos recibido {amount} por tu pedido {number}. Gracias.",),
        "Ver mi pedido",
        "Pago recibido",
        "Hemos recibido {amount} por el pedido {number}.",
    ),
    kinds.PAYMENT_FAILED: Wording(
        "El pago del pedido {number} no ha funcionado",
        "El pago no ha funcionado",
        (
            "El pago de {amount} por tu pedido {number} no ha funcionado. No se ha cobrado nada.",
            "Puedes intentarlo otra vez mientras el pedido siga abierto.",
        ),
        "Intentarlo otra vez",
        "El pago no ha funcionado",
        "El pago de {amount} por el pedido {number} no ha funcionado. Puedes intentarlo otra vez.",
    ),
    kinds.REFUND_COMPLETED: Wording(
        "El reembolso de tu pedido {number}",
        "Te devolvemos el dinero",
        ("Te hemos devuelto {amount} por tu pedido {number}. Según tu banco, puede tardar unos días.",),
        "Ver mi pedido",
        "Reembolso enviado",
        "Te hemos devuelto {amount} por el pedido {number}.",
    ),
    kinds.NEW_SALE: Wording(
        "Nueva venta: pedido {number}",
        "Has hecho una venta",
        ("El pedido {number} está confirmado y espera a que lo prepares.",),
        "Abrir el pedido",
        "Nueva venta",
        "El pedido {number} está confirmado y espera a que lo prepares.",
    ),
    kinds.PROPOSAL_APPROVED: Wording(
        "«{title}» está aprobado",
        "Tu propuesta está aprobada",
        ("La tienda ha aprobado lo que propusiste para «{title}». {note}",),
        "Ver el producto",
        "Aprobado: {title}",
        "La tienda ha aprobado lo que propusiste para «{title}».",
    ),
    kinds.PROPOSAL_REJECTED: Wording(
        "«{title}» no está aprobado",
        "Tu propuesta no está aprobada",
        (
            "La tienda no ha aprobado lo que propusiste para «{title}»: {note}",
            "Cámbialo y proponlo de nuevo.",
        ),
        "Ver el producto",
        "No aprobado: {title}",
        "La tienda no ha aprobado lo que propusiste para «{title}»: {note}",
    ),
    kinds.NEW_REVIEW: Wording(
        "Una opinión sobre «{title}»",
        "Alguien ha opinado sobre lo que vendes",
        ("Hay una opinión nueva sobre «{title}». Puedes responder.",),
        "Ver la opinión",
        "Nueva opinión: {title}",
        "Hay una opinión nueva sobre «{title}». Puedes responder.",
    ),
    kinds.REVIEW_REJECTED: Wording(
        "Tu opinión sobre «{title}» no se muestra",
        "Tu opinión no se muestra",
        ("La tienda no muestra tu opinión sobre «{title}»: {note}", "Cámbiala y se volverá a revisar."),
        "Cambiar la opinión",
        "Tu opinión no se muestra: {title}",
        "La tienda no muestra tu opinión sobre «{title}»: {note}",
    ),
    kinds.REVIEW_ANSWERED: Wording(
        "Han respondido a tu opinión sobre «{title}»",
        "Han respondido a tu opinión",
        ("El vendedor ha respondido a tu opinión sobre «{title}».",),
        "Leer la respuesta",
        "Han respondido a tu opinión: {title}",
        "El vendedor ha respondido a tu opinión sobre «{title}».",
    ),
}
