"""`nexus recommend`: what is bought together, and how well it foretells."""

import click

from nexus.cli.commands.django import hand_over


@click.group()
def recommend() -> None:
    """Count anew or measure what the shop recommends."""


@recommend.command()
@click.option("--tenant", default="", help="Only this tenant.")
def rebuild(*, tenant: str) -> None:
    """Count anew what is bought together, from all orders, while the shop is open."""
    hand_over("recommend", "rebuild", "--tenant", tenant)


@recommend.command()
@click.option("--tenant", default="", help="Only this tenant.")
@click.option("--orders", default=50_000, show_default=True, help="The latest so many orders.")
@click.option("--seed", default=7, show_default=True, help="Draws which product of a basket is hidden.")
def evaluate(*, tenant: str, orders: int, seed: int) -> None:
    """Print how often a hidden product of a later order is among the first ten recommended.

    Reads only. The best sellers are the baseline.
    """
    hand_over("recommend", "evaluate", "--tenant", tenant, "--orders", str(orders), "--seed", str(seed))
