"""What an import and an export do."""
