"""The shop: pages that compose what the contexts' facades and queries tell. It owns no data and no rule."""
