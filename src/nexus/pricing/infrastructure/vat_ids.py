"""VAT identification numbers: syntax and check digits of each country, by python-stdnum."""

from stdnum import vatin
from stdnum.exceptions import ValidationError

from nexus.pricing.contracts.terms import InvalidVatId

_GREECE = "EL"


def checked_vat_id(text: str, /) -> tuple[str, str]:
    """The number as it is written in lists, and the ISO code of the country that gave it. Raises InvalidVatId.

    Whether the number is in use is another question: the tax office knows, and staff notes it.
    """
    try:
        number: str = vatin.validate(text)
    except ValidationError as error:
        said = "It begins with its country's two letters, and its check digits are right: for example DE136695976."
        raise InvalidVatId(said, errors={"vat_id": [said]}) from error
    prefix = number[:2]
    return number, "GR" if prefix == _GREECE else prefix
