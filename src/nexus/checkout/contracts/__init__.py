"""What other contexts may know of carts and the place-order process."""
