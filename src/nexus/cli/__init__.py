"""The `nexus` command: it runs the product on one machine and never imports Django itself."""
