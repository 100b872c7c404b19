"""Atelier Mar: five glazes, one loom, a drawer of inks."""

from __future__ import annotations

from tools.studio import drawn, home, paper, vessels
from tools.studio import materials as m
from tools.studio.shelves import Line

TIDE, SALT, DUNE = m.glaze("#2f6c86"), m.speckled("#eee7da"), m.speckled("#cbb795", "#7a5a3c")
CORAL, SLATE = m.glaze("#cf7454"), m.glaze("#4d565c", m.SATIN)
BODY = "#b99a78"

vases = Line("#d5d8d6", "#ddd3c3", up=12)
vases.add("Tide Bud Vase", lambda: vessels.pot(vessels.BUD_VASE, TIDE))
vases.add("Coral Bud Vase", lambda: vessels.pot(vessels.BUD_VASE, CORAL))
vases.add("Dune Bud Vase", lambda: vessels.pot(vessels.BELLY_VASE, DUNE))
vases.add("Slate Tall Vase", lambda: vessels.pot(vessels.TALL_VASE, SLATE))
vases.add("Tide Tall Vase", lambda: vessels.pot(vessels.TALL_VASE, m.dipped("#2f6c86", BODY, 0.22, 2.3)))
vases.add("Salt Moon Jar", lambda: vessels.pot(vessels.MOON_JAR, SALT))
vases.add("Tide Moon Jar", lambda: vessels.pot(vessels.MOON_JAR, m.glaze("#6f9fae")))
vases.add("Coral Pitcher", lambda: vessels.pitcher(CORAL), around=0)
vases.add("Salt Pitcher", lambda: vessels.pitcher(SALT), around=-6)
vases.add("Dune Planter", lambda: vessels.pot(vessels.PLANTER, DUNE), up=16)

plates = Line("#dcd3c4", "#d0d8d8", up=26)
plates.add("Tide Plate", lambda: vessels.stack(vessels.COUPE, [TIDE] * 3, rise=0.1))
plates.add("Salt Plate", lambda: vessels.stack(vessels.COUPE, [SALT] * 2, rise=0.1))
plates.add("Dune Plate", lambda: vessels.stack(vessels.PLATE, [DUNE] * 4, rise=0.1))
plates.add("Coral Bowl", lambda: vessels.stack(vessels.BOWL, [CORAL, SALT], rise=0.24), up=20)
plates.add("Tide Bowl", lambda: vessels.pot(vessels.BOWL, m.glaze("#5f94a6")), up=22)
plates.add("Salt Salad Bowl", lambda: vessels.pot(vessels.SALAD_BOWL, SALT))
plates.add("Slate Salad Bowl", lambda: vessels.pot(vessels.SALAD_BOWL, SLATE))
plates.add("Slate Ramen Bowl", lambda: vessels.pot(vessels.RAMEN_BOWL, SLATE), up=20)
plates.add("Dune Ramen Bowl", lambda: vessels.stack(vessels.RAMEN_BOWL, [DUNE, SALT], rise=0.3), up=18)

cups = Line("#d3dad9", "#ded4c6", up=17)
cups.add("Tide Cup", lambda: vessels.pot(vessels.CUP, TIDE, wall=0.045))
cups.add("Dune Cup", lambda: vessels.pot(vessels.CUP, DUNE, wall=0.045))
cups.add("Coral Mug", lambda: vessels.mug(CORAL, profile=vessels.ROUND_MUG))
cups.add("Slate Mug", lambda: vessels.mug(SLATE, profile=vessels.ROUND_MUG))
cups.add("Salt Mug", lambda: vessels.mug(m.dipped("#eee7da", BODY, 0.3, 0.82), profile=vessels.ROUND_MUG, ear=m.glaze("#eee7da", m.SATIN)))
cups.add("Salt Espresso Cup", lambda: vessels.espresso(SALT, SALT))
cups.add("Tide Espresso Cup", lambda: vessels.espresso(TIDE, m.glaze("#6f9fae")))
cups.add("Slate Tea Bowl", lambda: vessels.pot(vessels.TEA_BOWL, SLATE, wall=0.045))
cups.add("Coral Tea Bowl", lambda: vessels.pot(vessels.TEA_BOWL, m.dipped("#cf7454", BODY, 0.3, 0.66), wall=0.045))
cups.add("Tide Tumbler", lambda: vessels.pot(vessels.TUMBLER, m.dipped("#5f94a6", BODY, 0.26, 1.0), wall=0.045))

WOOL = "#ebe2cf"
_FRINGE, _ROD = m.wool(WOOL), m.wood("oak")
_SHORE = (WOOL, "#7fa3ab", "#3f7488", "#24506a", "#dba65c")
_FIELD = (WOOL, "#b9694a", "#d9a85a", "#7f8f6a", "#5a6b58")

hangings = Line("#dcd8ce", "#d4dada", up=4, around=12, fill=0.78)
hangings.add("Horizon Tapestry", lambda: paper.hanging(drawn.woven("Horizon", (WOOL, "#c8714f", "#7f9a94", "#2f6178", "#e0b060")), _ROD, _FRINGE))
hangings.add("Low Tide Tapestry", lambda: paper.hanging(drawn.woven("Low Tide", _SHORE), _ROD, _FRINGE))
hangings.add("Night Tapestry", lambda: paper.hanging(drawn.woven("Night", ("#24384f", "#33506a", "#4a6f86", "#e9dcb8")), m.wood("walnut"), m.wool("#24384f")))
hangings.add("Harvest Banner", lambda: paper.hanging(drawn.woven("Harvest", _FIELD, wide=80, high=150), _ROD, _FRINGE, width=1.07, tassels=32))
hangings.add("Field Banner", lambda: paper.hanging(drawn.woven("Field", _FIELD, wide=80, high=150), _ROD, _FRINGE, width=1.07, tassels=32))
hangings.add("Horizon Small Weave", lambda: paper.hanging(drawn.woven("Horizon", _SHORE, wide=100, high=100), _ROD, _FRINGE, width=1.3, height=1.3))
hangings.add("Field Small Weave", lambda: paper.hanging(drawn.woven("Field", _SHORE, wide=100, high=100), _ROD, _FRINGE, width=1.3, height=1.3))

blankets = Line("#d6d9d6", "#ddd4c6", up=22, around=24)


def _stripes(*colours: str) -> str:
    return m.striped(colours, "x", 0.8)


blankets.add("Horizon Blanket", lambda: home.folded([_stripes(WOOL, WOOL, "#c8714f", WOOL, "#2f6178", WOOL)], layers=4, thick=0.14, fringe=_FRINGE))
blankets.add("Night Blanket", lambda: home.folded([_stripes("#2b4258", "#2b4258", "#2b4258", "#e9dcb8", "#2b4258", "#4a6f86")], layers=4, thick=0.14, fringe=m.wool("#2b4258")))
blankets.add("Low Tide Throw", lambda: home.folded([m.wool("#7fa3ab", 0.025, 0.5)], layers=3, thick=0.16, fringe=m.wool("#7fa3ab")))
blankets.add("Harvest Throw", lambda: home.folded([m.wool("#cf9a55", 0.025, 0.5)], layers=3, thick=0.16, fringe=m.wool("#cf9a55")))
blankets.add("Field Picnic Rug", lambda: home.rolled(m.striped(("#7f8f6a", WOOL, "#7f8f6a", "#5a6b58"), "x", 0.5), m.leather("#7a5233"), radius=0.44), around=36)
blankets.add("Harvest Picnic Rug", lambda: home.rolled(m.striped(("#b9694a", WOOL, "#d9a85a", WOOL), "x", 0.5), m.leather("#5b3b26"), radius=0.44), around=36)
blankets.add("Low Tide Baby Blanket", lambda: home.folded([m.knit("#b9cfd2", 0.09), m.knit("#efe8da", 0.09)], layers=2, thick=0.15, width=1.4, depth=1.1))

prints = Line("#dcd6ca", "#d2dad9", up=5, around=13, fill=0.76)
SEA_INKS = ("#27506b", "#d9774f", "#e3b778")


def _framed(motif: str, inks: tuple[str, str, str], frame: str, sheet: str = "#f4ecdd") -> list:
    return paper.framed(drawn.print_(motif, sheet, inks), frame)


prints.add("Harbour Linocut", lambda: _framed("Harbour", SEA_INKS, m.wood("oak", "y")))
prints.add("Olive Tree Linocut", lambda: _framed("Olive Tree", ("#3f5a46", "#d9a24a", "#c9b58a"), m.wood("oak", "y")))
prints.add("Swimmers Riso Print", lambda: _framed("Swimmers", ("#2f7f94", "#e0604a", "#f0b58f"), m.wood("ash", "y")))
prints.add("Moon Riso Print", lambda: _framed("Moon", ("#2b3f63", "#e0825a", "#5f7f9a"), m.plain("#2b2d30")))
prints.add("Kiln Etching", lambda: _framed("Kiln", ("#4a4039", "#8a7a68", "#cfc4b0"), m.wood("walnut", "y")))
prints.add("Olive Tree Etching", lambda: _framed("Olive Tree", ("#3d3a36", "#a39a8a", "#d9d0be"), m.wood("walnut", "y")))
prints.add("Harbour Poster", lambda: _framed("Harbour", ("#b4523a", "#2f5f74", "#e9c98f"), m.plain("#f3f0e8")))
prints.add("Swimmers Poster", lambda: _framed("Swimmers", ("#d9774f", "#27506b", "#f3d9b0"), m.plain("#f3f0e8")))
prints.add("Studio Postcard Set", lambda: paper.postcards([drawn.print_(motif, "#f4ecdd", SEA_INKS) for motif in ("Moon", "Swimmers", "Harbour")]), up=56, around=0)

LINES = (vases, plates, cups, hangings, blankets, prints)
