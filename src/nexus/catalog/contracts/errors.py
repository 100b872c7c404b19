"""Why the catalog refuses. `errors` names the field wherever one value is to blame."""

from collections.abc import Iterable
from typing import Any, ClassVar

from nexus.kernel.errors import Conflict, Forbidden, NotFound, RuleBroken


class UnknownProduct(NotFound):
    """No such product here, or not the caller's."""

    code: ClassVar[str] = "product_not_found"
    title: ClassVar[str] = "There is no such product"


class UnknownVariant(NotFound):
    """No such variant of this product."""

    code: ClassVar[str] = "variant_not_found"
    title: ClassVar[str] = "There is no such variant"


class UnknownCategory(NotFound):
    """No such category here."""

    code: ClassVar[str] = "category_not_found"
    title: ClassVar[str] = "There is no such category"


class UnknownImage(NotFound):
    """No such image of this product."""

    code: ClassVar[str] = "image_not_found"
    title: ClassVar[str] = "There is no such image"


class UnknownReview(NotFound):
    """No such review of this product."""

    code: ClassVar[str] = "review_not_found"
    title: ClassVar[str] = "There is no such review"


class InvalidProduct(RuleBroken):
    """A value of a product, variant, category or review that cannot be used."""

    code: ClassVar[str] = "invalid"
    title: ClassVar[str] = "The request is not valid"


class UnknownProposal(NotFound):
    """No such proposal, or not the caller's."""

    code: ClassVar[str] = "proposal_not_found"
    title: ClassVar[str] = "There is no such proposal"


class ProposalDecidedAlready(Conflict):
    """Somebody was faster. Fact `status`."""

    code: ClassVar[str] = "proposal_decided"
    title: ClassVar[str] = "The proposal was decided already"


class ProposalOutdated(Conflict):
    """The product has changed since. Fact `fields`: what holds something else now."""

    code: ClassVar[str] = "proposal_outdated"
    title: ClassVar[str] = "The product has changed since it was proposed"


class ProposalUnfit(Conflict):
    """It cannot be made any more; `errors` names the fields."""

    code: ClassVar[str] = "proposal_unfit"
    title: ClassVar[str] = "The change does not fit the product any more"


class IllegalTransition(Conflict):
    """The product's status does not lead there. Facts `from`, `to` and `legal`: where it leads."""

    code: ClassVar[str] = "illegal_transition"
    title: ClassVar[str] = "The product cannot go there from where it is"

    def __init__(self, current: str, /, *, to: str, legal: Iterable[str]) -> None:
        allowed = list(legal)
        facts: dict[str, Any] = {"from": current, "to": to, "legal": allowed}
        detail = f"From {current} a product cannot go to {to}; it can go to {' or '.join(allowed)}."
        super().__init__(detail, errors={"status": [detail]}, **facts)


class SkuTaken(InvalidProduct):
    """A stock keeping unit exists once per tenant. Fact `skus`: the ones in use."""

    code: ClassVar[str] = "sku_taken"
    title: ClassVar[str] = "The SKU is taken"


class SlugTaken(InvalidProduct):
    """An address exists once per tenant."""

    code: ClassVar[str] = "slug_taken"
    title: ClassVar[str] = "The slug is taken"


class CategoryCycle(InvalidProduct):
    """A category cannot stand below itself."""

    code: ClassVar[str] = "category_cycle"
    title: ClassVar[str] = "A category cannot be moved below itself"


class CategoryInUse(Conflict):
    """A category with products or subcategories cannot be removed."""

    code: ClassVar[str] = "category_in_use"
    title: ClassVar[str] = "The category still holds products or categories"


class UnknownAttribute(NotFound):
    """No such attribute here."""

    code: ClassVar[str] = "attribute_not_found"
    title: ClassVar[str] = "There is no such attribute"


class UnknownProductType(NotFound):
    """No such product type here."""

    code: ClassVar[str] = "product_type_not_found"
    title: ClassVar[str] = "There is no such product type"


class UnknownBrand(NotFound):
    """No such brand here."""

    code: ClassVar[str] = "brand_not_found"
    title: ClassVar[str] = "There is no such brand"


class UnknownCollection(NotFound):
    """No such collection here."""

    code: ClassVar[str] = "collection_not_found"
    title: ClassVar[str] = "There is no such collection"


class AttributeInUse(Conflict):
    """Products state it, or a product type asks for it. Facts `types` (codes), `choices` (values in use)."""

    code: ClassVar[str] = "attribute_in_use"
    title: ClassVar[str] = "The attribute or choice is in use"


class ProductTypeInUse(Conflict):
    """A product type with products cannot be removed."""

    code: ClassVar[str] = "product_type_in_use"
    title: ClassVar[str] = "The product type still has products"


class BrandInUse(Conflict):
    """A brand with products cannot be removed."""

    code: ClassVar[str] = "brand_in_use"
    title: ClassVar[str] = "The brand still has products"


class ForeignVendor(Forbidden):
    """The caller does not act for this vendor."""

    code: ClassVar[str] = "foreign_vendor"
    title: ClassVar[str] = "You do not act for this vendor"


class VendorNotApproved(Forbidden):
    """Only approved vendors may change their offers. Fact `status`."""

    code: ClassVar[str] = "vendor_not_approved"
    title: ClassVar[str] = "The vendor is not approved"


class InvalidImage(RuleBroken):
    """The bytes are no picture that can be kept; `errors` names the field `file`."""

    code: ClassVar[str] = "invalid_image"
    title: ClassVar[str] = "The file is not a usable image"


class AlreadyReviewed(Conflict):
    """One review per buyer and product; the existing one can be changed. Fact `review_id`."""

    code: ClassVar[str] = "already_reviewed"
    title: ClassVar[str] = "You have reviewed this product"


class OwnProduct(Forbidden):
    """Sellers do not rate what they sell."""

    code: ClassVar[str] = "own_product"
    title: ClassVar[str] = "Sellers cannot review their own products"


class NotTheAuthor(Forbidden):
    """A review belongs to its author."""

    code: ClassVar[str] = "not_the_author"
    title: ClassVar[str] = "Only the author or staff may do this"


class StaleProduct(Conflict):
    """What is to change was changed by somebody else since it was read. Fact `now`: what the fields hold."""

    code: ClassVar[str] = "stale_product"
    title: ClassVar[str] = "The product was changed in the meantime"


class OwnReview(Forbidden):
    """Nobody judges what they wrote themselves."""

    code: ClassVar[str] = "own_review"
    title: ClassVar[str] = "This is your own review"


class AlreadyReported(Conflict):
    """One report per reader and review."""

    code: ClassVar[str] = "already_reported"
    title: ClassVar[str] = "You have reported this review"
