"""The rules of scarce stock: pure, no clock, no database."""
