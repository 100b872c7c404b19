"""One wide still life for each shop, with calm paper on the left for a line of text."""

from __future__ import annotations

from collections.abc import Sequence

from tools.studio import devices, drawn, home, kitchen, outdoor, pantry, paper, toys, vessels
from tools.studio import materials as m
from tools.studio.scene import Part, Shot, View

INK = m.texture(m.srgb("#221c1a"), m.GLOSS)


def placed(parts: Sequence[Part], x: float, z: float, size: float = 1, *, turn: float = 0, y: float = 0) -> list[Part]:
    """A thing put into a composition."""
    return [Part(part.mesh.scaled(size).turned(y=turn).moved(x, y, z), part.material) for part in parts]


def bazaar() -> Shot:
    """A bit of everything that is sold there."""
    label = drawn.label("#33524a", "#2b2420", "#efe4cf", "Espresso", "Sidamo")
    linen, fur = m.weave("#efe3cd", 0.09, 0.25), m.wool("#cf6f38", 0.03, 0.8)
    things = [
        placed(home.table_lamp(linen, m.wood("walnut", "y"), m.brass()), -2.35, 0.9, 1.45),
        placed(outdoor.daypack(m.weave("#3f6660", 0.08, 0.25), m.weave("#345650", 0.08, 0.25), m.leather("#8a5a36"), m.brass()), 1.75, 1.0, 1.35, turn=-14),
        placed(kitchen.casserole(m.enamel("#c9683f"), m.brass()), -0.35, 0.55, 0.92, turn=12),
        placed(pantry.coffee_bag(m.picture(label), m.plain("#33524a", m.MATT), m.brass()), 0.32, -0.72, 0.62, turn=12),
        placed(vessels.mug(m.speckled("#ebe4d6")), -1.5, -0.55, 0.82, turn=20),
        placed(paper.book_stack([m.plain("#b9694a", m.MATT), m.plain("#dccfb2", m.MATT), m.plain("#48656b", m.MATT)]), -2.75, -0.75, 0.56, turn=14),
        placed(toys.fox(fur, m.wool("#f3e9da", 0.03, 0.8), INK), 2.2, -0.75, 0.66, turn=6),
        placed(devices.headphones(m.plastic("#ece6da"), m.leather("#c3ab8c"), m.steel()), 3.35, 0.1, 0.72, turn=-22),
        placed(vessels.espresso(m.glaze("#3f7d76"), m.glaze("#3f7d76")), 1.25, -1.15, 0.62, turn=-30),
    ]
    view = View(up=11, around=4, fill=0.53, centre=(0.645, 0.43))
    return Shot([part for thing in things for part in thing], "#cdd0c3", view, "#bccac1", (1600, 1000))


def atelier() -> Shot:
    """Ceramics, a blanket, a print: what the studio makes."""
    art = drawn.print_("Harbour", "#f4ecdd", ("#2c5a73", "#d0724c", "#e3bb82"))
    wool = m.striped(("#e9dfcc", "#e9dfcc", "#e9dfcc", "#2f6178", "#e9dfcc", "#c8714f"), "x", 0.62)
    salt, tide, coral = m.speckled("#eee7da"), m.glaze("#2f6c86"), m.glaze("#cf7454")
    things = [
        placed(paper.framed(art, m.wood("oak", "y")), 0.35, 1.45, 1.5, turn=-4),
        placed(vessels.pot(vessels.MOON_JAR, m.glaze("#efeae0")), -1.75, 0.55, 1.12),
        placed(vessels.pot(vessels.TALL_VASE, tide), 2.3, 0.75, 1.22),
        placed(vessels.pitcher(coral), 0.85, 0.1, 0.92, turn=-16),
        placed(home.folded([wool], width=1.9, depth=1.2, thick=0.12, layers=3, fringe=m.wool("#e9dfcc")), 3.4, -0.25, 0.9, turn=-12),
        placed(vessels.stack(vessels.BOWL, [tide, salt, m.glaze("#b9c9c4")], rise=0.26), -0.5, -0.45, 0.74),
        placed(vessels.pot(vessels.TEA_BOWL, salt), 1.75, -0.75, 0.62),
        placed(vessels.pot(vessels.BUD_VASE, m.speckled("#cbb795")), -2.85, -0.25, 0.78),
    ]
    view = View(up=10, around=4, fill=0.52, centre=(0.645, 0.45))
    return Shot([part for thing in things for part in thing], "#d9cfbd", view, "#bccbce", (1600, 1000))


HEROES = {"bazaar": bazaar, "atelier": atelier}
