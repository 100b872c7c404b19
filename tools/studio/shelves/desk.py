"""Papier Atelier and Little Fox."""

from __future__ import annotations

from tools.studio import garments as g
from tools.studio import materials as m
from tools.studio import paper, toys
from tools.studio.shelves import Line

BLACK = m.plastic("#2a2c2f")
INK = m.texture(m.srgb("#221c1a"), m.GLOSS)


def _cloth(colour: str) -> str:
    return m.weave(colour, 0.035, 0.3)


notebooks = Line("#dbd1bf", "#cfd3cd", up=36, around=28)
notebooks.add("Cloth-bound Notebook", lambda: paper.book(_cloth("#3e6560"), m.plain("#d9774f"), ribbon=m.plain("#d9774f")))
notebooks.add("Dotted Notebook", lambda: paper.book(m.plain("#d8c7a4", m.MATT), m.plain("#35413f"), ribbon=m.plain("#35413f")))
notebooks.add("Ruled Notebook", lambda: paper.book_stack([_cloth("#34506b"), _cloth("#c06a4c"), _cloth("#e0cfae")], thick=0.2), up=26)
notebooks.add("Kraft Sketchbook", lambda: paper.book(m.plain("#b08a5f", m.MATT), thick=0.34, width=1.7, depth=2.2))
notebooks.add("Cloth-bound Sketchbook", lambda: paper.book(_cloth("#2f3236"), m.plain("#b84a35"), thick=0.34, width=1.7, depth=2.2))
notebooks.add("Weekly Planner", lambda: paper.ring_book(m.plain("#c98a6a", m.MATT), m.brass(), paper.PAGES))
notebooks.add("Daily Planner", lambda: paper.ring_book(m.plain("#6f8a86", m.MATT), m.steel(), paper.PAGES))
notebooks.add("Classic Travel Journal", lambda: paper.journal(m.leather("#8a5733"), m.leather("#4a2d1b")))
notebooks.add("Pocket Travel Journal", lambda: paper.journal(m.leather("#3f4f48"), m.leather("#b98a52")))

writing = Line("#ddd4c4", "#d0d3d0", up=46, around=12)
writing.add("Midnight Fountain Pen", lambda: paper.pen(m.enamel("#22344a"), m.enamel("#22344a"), m.brass()))
writing.add("Brass Fountain Pen", lambda: paper.pen(m.brass(), BLACK, m.brass()))
writing.add("Walnut Fountain Pen", lambda: paper.pen(m.wood("walnut"), BLACK, m.steel()))
writing.add("Brass Rollerball", lambda: paper.pen(m.brass(), m.brass(), m.steel(), nib=False))
writing.add("Classic Rollerball", lambda: paper.pen(m.enamel("#1c1d1f"), m.enamel("#1c1d1f"), m.steel(), nib=False))
_bright = [m.plain(c) for c in ("#c0563e", "#e0a840", "#4d7a63", "#3a5f80", "#7a4b6b")]
_lead = m.plain("#333333")
writing.add("Rainbow Pencil Set", lambda: paper.pencils(_bright, m.wood("beech", "y"), _lead, m.glaze("#ded6c6")), up=14)
writing.add("Natural Pencil Set", lambda: paper.pencils([m.wood("ash", "y"), m.wood("oak", "y"), m.wood("walnut", "y"), m.wood("beech", "y")], m.wood("beech", "y"), _lead, m.terracotta()), up=14)
_label = m.plain("#f0e7d3", m.MATT)
writing.add("Midnight Ink", lambda: paper.ink("", m.texture(m.srgb("#1b2a4a"), m.GLOSS), BLACK, _label), up=16, around=24)
writing.add("Forest Ink", lambda: paper.ink("", m.texture(m.srgb("#1f4a36"), m.GLOSS), BLACK, _label), up=16, around=24)

desk = Line("#d9d0c0", "#cdd2ce", up=32)
desk.add("Leather Desk Mat", lambda: paper.desk_mat(m.leather("#8a5a3a"), m.plain("#d9b98a")))
desk.add("Felt Desk Mat", lambda: paper.desk_mat(m.wool("#6d777c", 0.02, 0.4), m.plain("#9aa4a8")))
desk.add("Walnut Pen Tray", lambda: paper.pen_tray(m.wood("walnut"), (m.brass(), m.enamel("#2a3a4a"))))
desk.add("Oak Pen Tray", lambda: paper.pen_tray(m.wood("oak"), (m.enamel("#b84a35"), m.steel())))
_books = [_cloth(c) for c in ("#b9694a", "#dccfb2", "#48656b", "#8a9a7a")]
desk.add("Marble Bookends", lambda: paper.bookends(m.marble(), _books), up=12)
desk.add("Slate Bookends", lambda: paper.bookends(m.granite_stone("#50565c"), [_cloth(c) for c in ("#d9b25a", "#e6dcc8", "#7a4b3a", "#34506b")]), up=12)
_sheet = m.plain("#f6f2e9", m.MATT)
desk.add("Marble Paperweight", lambda: paper.paperweight(m.marble("#2f4a42", "#b9c4bc"), _sheet), up=28)
desk.add("Granite Paperweight", lambda: paper.paperweight(m.granite_stone("#8a7f7a"), _sheet), up=28)

BRIGHT = [m.plain(c) for c in ("#c9563c", "#e0a23c", "#5d8a66", "#3f6f8f", "#8a5a7a", "#e8dcc4")]
WOODS = [m.plain(c) for c in ("#4f6b4a", "#8fa06a", "#c9b06a", "#7a5a3c", "#b9c4a0", "#e8dcc4")]
SEAS = [m.plain(c) for c in ("#234f6e", "#3f7f97", "#74aab2", "#b9d4d2", "#eee6d4")]
SUNS = [m.plain(c) for c in ("#b4452f", "#d9743f", "#e6a34c", "#f0cf8a", "#f4e8d0")]
_beech = m.wood("beech")

wooden = Line("#e0d0c2", "#d3d5cc", around=24)
wooden.add("Rainbow Building Blocks", lambda: toys.building_blocks(BRIGHT))
wooden.add("Forest Building Blocks", lambda: toys.building_blocks(WOODS))
wooden.add("Rainbow Stacking Rings", lambda: toys.stacking_rings(BRIGHT[:5], _beech), up=12)
wooden.add("Ocean Stacking Rings", lambda: toys.stacking_rings(SEAS, _beech), up=12)
wooden.add("Sunset Arches", lambda: toys.rainbow(SUNS))
wooden.add("Ocean Arches", lambda: toys.rainbow(SEAS))
wooden.add("City Train", lambda: toys.train(BRIGHT, _beech, m.plain("#3a3d42")))
wooden.add("Forest Train", lambda: toys.train([WOODS[0], WOODS[2], WOODS[1], m.wood("oak")], _beech, m.plain("#7a5a3c")))
wooden.add("Farm Shape Sorter", lambda: toys.sorter(_beech, m.plain("#3a2a1c"), BRIGHT), up=28)


def _fur(colour: str) -> str:
    return m.wool(colour, 0.03, 0.8)


plush = Line("#e2d3c5", "#d2d8d4", up=9, around=14)
plush.add("Brave Fox", lambda: toys.fox(_fur("#cf6f38"), _fur("#f3e9da"), INK))
plush.add("Snow Fox", lambda: toys.fox(_fur("#d9dcdc"), _fur("#f6f4ef"), INK))
plush.add("Big Bear", lambda: toys.bear(_fur("#9c6c45"), _fur("#e3c9a4"), INK))
plush.add("Sleepy Bear", lambda: toys.bear(_fur("#e2d2b6"), _fur("#f4ead8"), INK))
plush.add("Curious Rabbit", lambda: toys.rabbit(_fur("#bdb6ae"), _fur("#f0d9d2"), INK))
plush.add("Tiny Rabbit", lambda: toys.rabbit(_fur("#d9b48f"), _fur("#f6e8d4"), INK))
plush.add("Big Whale", lambda: toys.whale(_fur("#4f7690"), _fur("#eef0ec"), INK), around=-32)
plush.add("Sleepy Whale", lambda: toys.whale(_fur("#8a979d"), _fur("#f0eee8"), INK), around=-32)
plush.add("Curious Owl", lambda: toys.owl(_fur("#8d7a66"), _fur("#efe3cc"), _fur("#5d4d40"), _fur("#e0a23c")))
plush.add("Brave Owl", lambda: toys.owl(_fur("#6f8593"), _fur("#eef0ec"), _fur("#47596a"), _fur("#d98a45")))

kidswear = Line("#e0d3c6", "#d0d8d6", up=70, around=7, fill=0.76)
kidswear.add("Puddle Rain Jacket", lambda: g.rain_jacket("#dca834").parts())
kidswear.add("Meadow Rain Jacket", lambda: g.rain_jacket("#6f9079").parts())
kidswear.add("Merino Sweater", lambda: g.sweater("#b9694a").parts())
kidswear.add("Striped Sweater", lambda: g.sweater("#efe6d2", stripes="#3f6078").parts())
kidswear.add("Corduroy Dungarees", lambda: g.dungarees("#a5643f").parts())
kidswear.add("Meadow Dungarees", lambda: g.dungarees("#5f7359", button="#efe6d2").parts())
kidswear.add("Merino Beanie", lambda: g.beanie("#d0993f").parts(), fill=0.62)
kidswear.add("Puddle Beanie", lambda: g.beanie("#5a7486", pompon="#efe8d8").parts(), fill=0.66)
kidswear.add("Striped Leggings", lambda: g.leggings("#efe6d2", stripes="#5d7a5a").parts())

LINES = (notebooks, writing, desk, wooden, plush, kidswear)
