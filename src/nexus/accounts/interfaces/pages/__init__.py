"""The pages that the links in our mails open."""
