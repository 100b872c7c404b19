"""Paths of the vendors context below /api/."""

from django.urls import path

from nexus.vendors.interfaces.api.stores import OneStoreView, StoresView
from nexus.vendors.interfaces.api.vendors import (
    ApproveVendorView,
    MyVendorView,
    OneVendorView,
    RejectVendorView,
    SuspendVendorView,
    VendorsView,
)

urlpatterns = [
    path("vendors/", VendorsView.as_view(), name="vendors"),
    path("vendors/me/", MyVendorView.as_view(), name="my-vendor"),
    path("vendors/<uuid:vendor_id>/", OneVendorView.as_view(), name="vendor"),
    path("vendors/<uuid:vendor_id>/approve/", ApproveVendorView.as_view(), name="approve-vendor"),
    path("vendors/<uuid:vendor_id>/reject/", RejectVendorView.as_view(), name="reject-vendor"),
    path("vendors/<uuid:vendor_id>/suspend/", SuspendVendorView.as_view(), name="suspend-vendor"),
    path("stores/", StoresView.as_view(), name="stores"),
    path("stores/<uuid:store_id>/", OneStoreView.as_view(), name="store"),
]
