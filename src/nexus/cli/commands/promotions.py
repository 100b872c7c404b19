"""`nexus promotions`: tried on past orders, and looked through for what they do together."""

import click

from nexus.cli.commands.django import hand_over

_TENANT = click.option(
    "--tenant", default="", help="Slug of the shop; default: the installation's default shop."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
_SPEC = click.Path(exists=True, dir_okay=False, readable=True)


@click.group()
def promotions() -> None:
    """Try promotions before buyers do."""


@promotions.command()
@click.argument("code")
@click.option("--orders", default=1_000, show_default=True, help="The latest so many orders.")
@click.option("--spec", type=_SPEC, default=None, help="JSON of what differs from what is stored.")
@_TENANT
@_JSON
def simulate(*, code: str, orders: int, spec: str | None, tenant: str, as_json: bool) -> None:
    """Try the promotion CODE on past orders.

    Prints what it would have cost and to whom it would have applied. Changes nothing.
    """
    texts = [f"--orders={orders}", f"--tenant={tenant}", *([f"--spec={spec}"] if spec else [])]
    hand_over("promotions", "simulate", *texts, *(["--json"] if as_json else []), "--", code)


@promotions.command()
@click.option("--percent", default=60.0, show_default=True, help="How far below the list price is too far.")
@_TENANT
@_JSON
def conflicts(*, percent: float, tenant: str, as_json: bool) -> None:
    """Print carts in which promotions together go too far, and promotions that never apply.

    Exit code 3 when there are such carts.
    """
    texts = [f"--percent={percent}", f"--tenant={tenant}"]
    hand_over("promotions", "conflicts", *texts, *(["--json"] if as_json else []))
