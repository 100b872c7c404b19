"""Paths of promotions and coupons below /api/."""

from django.urls import path

from nexus.pricing.interfaces.api import conflicts, coupon_batches, coupons, lanes, promotions, trials

_ONE = "promotions/<uuid:promotion_id>/"

promotion_patterns = [
    path("promotions/", promotions.PromotionsView.as_view()),
    path("promotions/schemas/", promotions.PromotionSchemasView.as_view()),
    path("promotions/lanes/", lanes.LanesView.as_view()),
    path("promotions/lanes/<uuid:lane_id>/", lanes.OneLaneView.as_view()),
    path("promotions/conflicts/", conflicts.ConflictsView.as_view()),
    path(_ONE, promotions.OnePromotionView.as_view()),
    path(f"{_ONE}activate/", promotions.ActivatePromotionView.as_view()),
    path(f"{_ONE}pause/", promotions.PausePromotionView.as_view()),
    path(f"{_ONE}archive/", promotions.ArchivePromotionView.as_view()),
    path(f"{_ONE}simulate/", trials.SimulateView.as_view()),
    path(f"{_ONE}simulations/", trials.SimulationsView.as_view()),
    path(f"{_ONE}simulations/<uuid:simulation_id>/", trials.OneSimulationView.as_view()),
    path(f"{_ONE}simulations/<uuid:simulation_id>/cancel/", trials.CancelSimulationView.as_view()),
    path(f"{_ONE}usage/", promotions.PromotionUsageView.as_view()),
    path("coupons/", coupons.CouponsView.as_view()),
    path("coupons/batches/", coupon_batches.CouponBatchesView.as_view()),
    path("coupons/batches/<uuid:batch_id>/", coupon_batches.OneCouponBatchView.as_view()),
    path("coupons/batches/<uuid:batch_id>/file/", coupon_batches.CouponBatchFileView.as_view()),
    path("coupons/<uuid:coupon_id>/", coupons.OneCouponView.as_view()),
]
