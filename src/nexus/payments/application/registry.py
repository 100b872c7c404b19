"""The providers of this installation, by code."""

from collections.abc import Iterable, Mapping

from nexus.payments.application.gateway import Capability, PaymentGateway
from nexus.payments.contracts.dto import ProviderInfo
from nexus.payments.domain.errors import UnknownProvider


class ProviderRegistry:
    """Looked up by code or, for webhooks, by signature header. The order given is the display order."""

    def __init__(self, gateways: Iterable[PaymentGateway], /) -> None:
        self._by_code = {gateway.code: gateway for gateway in gateways}

    def gateway(self, code: str, /) -> PaymentGateway:
        """Raises UnknownProvider."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownProvider(
                f"{code!r} is not a way to pay here.", provider=code, known=list(self._by_code)
            ) from None

    def can(self, code: str, capability: Capability, /) -> bool:
        return capability in self.gateway(code).capabilities

    def info(self, code: str, /) -> ProviderInfo:
        """Raises UnknownProvider."""
        gateway = self.gateway(code)
        return ProviderInfo(
            code=gateway.code,
            title=gateway.title,
            pays_later=Capability.PAYS_LATER in gateway.capabilities,
            is_online=Capability.INITIATE in gateway.capabilities,
        )

    def infos(self) -> tuple[ProviderInfo, ...]:
        return tuple(self.info(code) for code in self._by_code)

    def pays_later(self, code: str, /) -> bool:
        """False for a provider that is not installed any more: old payments still have to be shown."""
        return code in self._by_code and self.can(code, Capability.PAYS_LATER)

    def for_headers(self, headers: Mapping[str, str], /) -> PaymentGateway | None:
        """Whose webhook it is, by the signature header it carries (names in lower case)."""
        for gateway in self._by_code.values():
            if gateway.signature_header and gateway.signature_header in headers:
                return gateway
        return None
