"""What is shown and found: a document per product, its places on shelves, its terms. All of it can be
rebuilt.

Row-level security lets PostgreSQL use an index only for comparisons that cannot leak (equality and order
of uuid, text and
integers); `@@`, `@>` and `%` are not among them and would read every row of the tenant. So the index is
made of plain B-trees:
shelves for lists, postings for text and filters, spellings for typos.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from nexus.platform.tenancy import current_tenant
from nexus.platform.tenancy.models import TenantManager, TenantModel


class ProductDocument(TenantModel):
    """A product as it is shown; `id` is the product's. `item` and `body` are the answers of list and
    detail, ready; `facts`: what its price depends on besides the instant, see `pricing.facade.shelf_facts`.

    Every product has one, so that there is a row to lock while it is rewritten; only public ones with a
    price stand on shelves.
    """

    slug = models.CharField(max_length=120, db_collation="C")
    vendor_id = models.UUIDField()
    category_id = models.UUIDField()
    category_ids = ArrayField(models.UUIDField())
    brand_id = models.UUIDField(null=True)
    is_public = models.BooleanField()
    price_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    in_stock = models.BooleanField(default=False)
    rating_points = models.IntegerField(default=0)
    review_count = models.IntegerField(default=0)
    sold_count = models.IntegerField(default=0)
    tags = ArrayField(models.TextField(), default=list)
    facets = models.JSONField(default=dict)
    facts = models.JSONField(db_default=models.Value({}, models.JSONField()))
    item = models.JSONField()
    body = models.JSONField()
    terms = ArrayField(models.TextField(), default=list)
    text_digest = models.TextField(default="")
    indexed_at = models.DateTimeField()

    class Meta:
        db_table = "search_document"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="search_document_slug"),
        ]

    def __str__(self) -> str:
        return self.slug


class Placement(models.Model):
    """A product on a shelf: of a category or one of its ancestors, of its vendor, or of the whole shop
    (the tenant's id).

    Each order of a list is an index from the shelf on; ids grow with time, so the primary key is the
    order "newest". What a huge shelf has is estimated from samples: by the random end of its id one document in 16 has
    `sample` 1 or more, one in 64 has 2 or more, one in 256 has 3.
    """

    pk = models.CompositePrimaryKey("tenant_id", "shelf_id", "document_id")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    shelf_id = models.UUIDField()
    document_id = models.UUIDField()
    price_minor = models.BigIntegerField()
    rating_points = models.IntegerField()
    sold_count = models.IntegerField()
    sample = models.SmallIntegerField()

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_placement"
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(
                fields=["tenant_id", "shelf_id", "price_minor", "document_id"], name="search_placement_price"
            ),
            models.Index(
                fields=["tenant_id", "shelf_id", "rating_points", "document_id"],
                name="search_placement_rating",
            ),
            models.Index(
                fields=["tenant_id", "shelf_id", "sold_count", "document_id"], name="search_placement_sold"
            ),
            models.Index(fields=["tenant_id", "document_id"], name="search_placement_document"),
            models.Index(
                fields=["tenant_id", "shelf_id", "sample", "document_id"],
                condition=Q(sample__gte=1),
                name="search_placement_sample",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} on {self.shelf_id}"


class Posting(models.Model):
    """A term leads to a document. Kinds of terms are told apart by their first character, see
    services/terms.py."""

    pk = models.CompositePrimaryKey("tenant_id", "term", "document_id")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    term = models.TextField(db_collation="C")
    document_id = models.UUIDField()
    weight = models.IntegerField()

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_posting"
        base_manager_name = "objects"
        indexes: ClassVar = [
            # The products that a word of their title leads to, the best first: a word that very many have is not read whole.
            models.Index(
                F("tenant_id"),
                F("term"),
                F("weight").desc(),
                F("document_id").desc(),
                condition=Q(weight__gte=1000),
                name="search_posting_best",
            )
        ]

    def __str__(self) -> str:
        return self.term


class Spelling(models.Model):
    """A word of the shop under each spelling that lacks at most one of its letters, and under its own with its stems."""

    pk = models.CompositePrimaryKey("tenant_id", "key", "word")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    key = models.TextField(db_collation="C")
    word = models.TextField(db_collation="C")
    stems = ArrayField(models.TextField(), default=list)

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_spelling"
        base_manager_name = "objects"
        indexes: ClassVar = [
            # Words alone, which completions are looked for among.
            models.Index(
                fields=["tenant_id", "key"],
                condition=Q(word=F("key")),
                name="search_spelling_word",
            )
        ]

    def __str__(self) -> str:
        return self.word


class Number(models.Model):
    """An attribute of a document that is a number, in millionths of the attribute's own unit: ranges are read
    from an index."""

    pk = models.CompositePrimaryKey("tenant_id", "code", "document_id", "value")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    code = models.TextField(db_collation="C")
    document_id = models.UUIDField()
    value = models.BigIntegerField()

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_number"
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "code", "value", "document_id"], name="search_number_value"),
            models.Index(fields=["tenant_id", "document_id"], name="search_number_document"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value}"


class Synonym(TenantModel):
    """Texts that mean the same. `is_mutual`: each of `phrases` stands for the others; else `texts` stand for the phrases, but
    not the other way round."""

    phrases = ArrayField(models.CharField(max_length=60))
    texts = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_mutual = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "search_synonym"

    def __str__(self) -> str:
        mark = " = " if self.is_mutual else " or "
        said = mark.join(self.phrases)
        return said if self.is_mutual else f"{said} > {', '.join(self.texts)}"


class SynonymPhrase(models.Model):
    """What stands for a phrase, under the stems of the phrase: made of the synonyms."""

    pk = models.CompositePrimaryKey("tenant_id", "phrase")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    phrase = models.TextField(db_collation="C")
    texts = ArrayField(models.TextField())

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_synonym_phrase"
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.phrase


class Change(models.Model):
    """A document that a search engine beside PostgreSQL has not seen yet. `token` is new with each change."""

    pk = models.CompositePrimaryKey("tenant_id", "document_id")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    document_id = models.UUIDField()
    token = models.UUIDField()

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_change"
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.document_id)


class GroupKind(models.TextChoices):
    BRAND = "brand"
    COLLECTION = "collection"


class GroupEntry(TenantModel):
    """A brand or a public collection as filters and facets need it; `id` is its own, and that of its shelf."""

    kind = models.CharField(max_length=10, choices=GroupKind)
    slug = models.CharField(max_length=80, db_collation="C")
    name = models.TextField()

    class Meta:
        db_table = "search_group"
        indexes: ClassVar = [models.Index(fields=["tenant_id", "kind", "slug"], name="search_group_slug")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class CategoryEntry(TenantModel):
    """A category as filters and suggestions need it; `id` is the category's."""

    slug = models.CharField(max_length=80, db_collation="C")
    name = models.TextField()
    path = models.TextField()
    parent_id = models.UUIDField(null=True)

    class Meta:
        db_table = "search_category"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="search_category_slug")
        ]

    def __str__(self) -> str:
        return self.path


class Purchase(models.Model):
    """A product in an order that stands: what companions are counted from."""

    pk = models.CompositePrimaryKey("tenant_id", "order_id", "product_id")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    order_id = models.UUIDField()
    product_id = models.UUIDField()
    bought_at = models.DateTimeField()

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_purchase"
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "product_id", "order_id"], name="search_purchase_product")
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.order_id}"


class Demand(models.Model):
    """In how many orders a product is. The row to lock before anything about its companions is counted."""

    pk = models.CompositePrimaryKey("tenant_id", "product_id")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    product_id = models.UUIDField()
    orders = models.IntegerField(default=0)

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_demand"
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(orders__gte=0), name="search_demand_orders")
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.orders}"


class Companion(models.Model):
    """In how many orders two products are together; each pair is stored from both sides."""

    pk = models.CompositePrimaryKey("tenant_id", "product_id", "other_id")
    tenant_id = models.UUIDField(default=current_tenant, editable=False)
    product_id = models.UUIDField()
    other_id = models.UUIDField()
    together = models.IntegerField()

    objects: ClassVar = TenantManager()

    class Meta:
        db_table = "search_companion"
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(together__gte=0), name="search_companion_together")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant_id", "product_id", "together", "other_id"], name="search_companion_often"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_id} with {self.other_id}"
