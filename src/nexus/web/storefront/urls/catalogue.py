"""Lists, products, sellers, and what search engines ask for."""

from django.urls import path

from nexus.web.storefront.views import groups, listing, product, review, review_voices, sellers, seo, suggest

urlpatterns = [
    path("products/", listing.everything, name="products"),
    path("c/<str:slug>/", listing.category, name="category"),
    path("brands/", groups.brands, name="brands"),
    path("b/<str:slug>/", groups.brand, name="brand-products"),
    path("collections/", groups.collections, name="collections"),
    path("collections/<str:slug>/", groups.collection, name="collection"),
    path("search/", listing.found, name="search"),
    path("search/suggest/", suggest.suggest, name="suggest"),
    path("p/<str:slug>/", product.show, name="product"),
    path("p/<str:slug>/review/", review.say, name="review"),
    path("p/<str:slug>/reviews/<uuid:review_id>/vote/", review_voices.vote, name="review-vote"),
    path("p/<str:slug>/reviews/<uuid:review_id>/report/", review_voices.report, name="review-report"),
    path("sellers/", sellers.everybody, name="sellers"),
    path("sellers/<str:slug>/", sellers.show, name="seller"),
    path("robots.txt", seo.robots, name="robots"),
    path("sitemap.xml", seo.sitemap, name="sitemap"),
    path("sitemap-pages.xml", seo.pages, name="sitemap-pages"),
    path("sitemap-<uuid:first>.xml", seo.products, name="sitemap-products"),
]
