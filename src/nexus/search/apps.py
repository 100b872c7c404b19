from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "nexus.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from nexus.catalog import facade as catalog
        from nexus.search.services.offers import current_offers
        from nexus.search.services.shown import shown_offers

        catalog.register_offer_source(current_offers, shown=shown_offers)
