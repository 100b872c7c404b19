"""What can be done with sellers and stores."""
