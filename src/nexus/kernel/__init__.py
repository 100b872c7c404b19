"""Pure building blocks that every context shares: money, ids, clock, errors, events, entities. No framework."""
