"""Where orders are kept: the stream and its projection rows."""
