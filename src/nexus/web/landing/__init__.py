"""What stands at the root of the site besides the shop: the API's documentation, the icon, refusals that need nothing."""
