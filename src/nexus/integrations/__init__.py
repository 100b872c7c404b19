"""Files in and out: products by CSV, XLSX and JSON Lines."""
