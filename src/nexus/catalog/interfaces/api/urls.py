"""Paths of the catalog below /api/. `products/` and `products/<key>/` are joined with search in config."""

from django.urls import path

from nexus.catalog.interfaces.api.attributes import AttributesView, OneAttributeView
from nexus.catalog.interfaces.api.brands import BrandsView, OneBrandView
from nexus.catalog.interfaces.api.categories import CategoriesView, OneCategoryView
from nexus.catalog.interfaces.api.collections import (
    CollectionProductsView,
    CollectionsView,
    OneCollectionProductView,
    OneCollectionView,
)
from nexus.catalog.interfaces.api.media import ImageOrderView, OneImageView, ProductMediaView
from nexus.catalog.interfaces.api.product_types import OneProductTypeView, ProductTypesView
from nexus.catalog.interfaces.api.products import MyProductsView
from nexus.catalog.interfaces.api.proposals import (
    ApproveView,
    OneProposalView,
    ProposalsView,
    RejectView,
    WithdrawView,
)
from nexus.catalog.interfaces.api.review_desk import (
    ApproveReviewView,
    RejectReviewView,
    ReviewAnswerView,
    ReviewQueueView,
    ReviewReportView,
    ReviewVoteView,
)
from nexus.catalog.interfaces.api.reviews import OneReviewView, ProductReviewsView
from nexus.catalog.interfaces.api.variants import OneVariantView, VariantsView

_PRODUCT = "catalog/products/<str:key>/"
_COLLECTION = "catalog/collections/<str:key>/"

urlpatterns = [
    path("catalog/attributes/", AttributesView.as_view(), name="attributes"),
    path("catalog/attributes/<str:key>/", OneAttributeView.as_view(), name="attribute"),
    path("catalog/product-types/", ProductTypesView.as_view(), name="product-types"),
    path("catalog/product-types/<str:key>/", OneProductTypeView.as_view(), name="product-type"),
    path("catalog/brands/", BrandsView.as_view(), name="brands"),
    path("catalog/brands/<str:key>/", OneBrandView.as_view(), name="brand"),
    path("catalog/collections/", CollectionsView.as_view(), name="collections"),
    path("catalog/collections/<str:key>/", OneCollectionView.as_view(), name="collection"),
    path(f"{_COLLECTION}products/", CollectionProductsView.as_view(), name="collection-products"),
    path(
        f"{_COLLECTION}products/<str:product>/", OneCollectionProductView.as_view(), name="collection-product"
    ),
    path("catalog/categories/", CategoriesView.as_view(), name="categories"),
    path("catalog/categories/<str:key>/", OneCategoryView.as_view(), name="category"),
    path(f"{_PRODUCT}variants/", VariantsView.as_view(), name="variants"),
    path(f"{_PRODUCT}variants/<uuid:variant_id>/", OneVariantView.as_view(), name="variant"),
    path(f"{_PRODUCT}media/", ProductMediaView.as_view(), name="product-media"),
    path(f"{_PRODUCT}media/order/", ImageOrderView.as_view(), name="product-media-order"),
    path(f"{_PRODUCT}media/<uuid:image_id>/", OneImageView.as_view(), name="product-image"),
    path(f"{_PRODUCT}reviews/", ProductReviewsView.as_view(), name="product-reviews"),
    path(f"{_PRODUCT}reviews/<uuid:review_id>/", OneReviewView.as_view(), name="product-review"),
    path(f"{_PRODUCT}reviews/<uuid:review_id>/answer/", ReviewAnswerView.as_view(), name="review-answer"),
    path(f"{_PRODUCT}reviews/<uuid:review_id>/vote/", ReviewVoteView.as_view(), name="review-vote"),
    path(f"{_PRODUCT}reviews/<uuid:review_id>/report/", ReviewReportView.as_view(), name="review-report"),
    path("catalog/reviews/", ReviewQueueView.as_view(), name="review-queue"),
    path("catalog/reviews/<uuid:review_id>/approve/", ApproveReviewView.as_view(), name="review-approve"),
    path("catalog/reviews/<uuid:review_id>/reject/", RejectReviewView.as_view(), name="review-reject"),
    path("catalog/proposals/", ProposalsView.as_view(), name="proposals"),
    path("catalog/proposals/<uuid:proposal_id>/", OneProposalView.as_view(), name="proposal"),
    path("catalog/proposals/<uuid:proposal_id>/approve/", ApproveView.as_view(), name="proposal-approve"),
    path("catalog/proposals/<uuid:proposal_id>/reject/", RejectView.as_view(), name="proposal-reject"),
    path("catalog/proposals/<uuid:proposal_id>/withdraw/", WithdrawView.as_view(), name="proposal-withdraw"),
    path("vendors/me/products/", MyProductsView.as_view(), name="my-products"),
]
