"""What other contexts may know of orders: values that cross the facade and the events of the stream."""
