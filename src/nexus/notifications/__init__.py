"""Telling people what happened: mails, the in-app list, live messages. A plain context."""
