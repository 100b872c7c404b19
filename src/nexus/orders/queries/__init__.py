"""Reading orders: straight from rows into frozen values."""
