"""What pages are made of: templates and template tags that any site of ours may use."""
