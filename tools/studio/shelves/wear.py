"""Roast Republic and Stitch & Sole."""

from __future__ import annotations

from tools.studio import drawn, home, pantry
from tools.studio import garments as g
from tools.studio import materials as m
from tools.studio.scene import Part
from tools.studio.shelves import Line

BLACK = m.plastic("#26282a")
COFFEE = m.texture(m.srgb("#2a1409"), m.GLOSS)


def _bag(ground: str, band: str, title: str, line: str, mark: str, ink: str = "#2b2420") -> list[Part]:
    label = drawn.label(ground, ink, band, title, line, mark)
    return pantry.coffee_bag(m.picture(label), m.plain(ground, m.MATT), m.brass())


coffee = Line("#ddcdbb", "#d2cdc4", up=10, around=22)
coffee.add("Sidamo Espresso", lambda: _bag("#33524a", "#efe4cf", "Espresso", "Sidamo, Ethiopia", "sun"))
coffee.add("Monsoon Espresso", lambda: _bag("#27384a", "#e9dcc6", "Espresso", "Monsoon, India", "peak"))
coffee.add("Kiambu Filter Roast", lambda: _bag("#c46f4a", "#f6ead6", "Filter", "Kiambu, Kenya", "bean"))
coffee.add("Huila Filter Roast", lambda: _bag("#d9b25a", "#fbf3e0", "Filter", "Huila, Colombia", "leaf"))
coffee.add("Huila Decaf", lambda: _bag("#efe6d4", "#c9d3c6", "Decaf", "Huila, Colombia", "leaf"))
coffee.add("Antigua Single Origin", lambda: _bag("#6b3f3a", "#f0dfc8", "Antigua", "Guatemala", "peak"))
coffee.add("Sidamo Single Origin", lambda: _bag("#7f9a8a", "#f6efdf", "Sidamo", "Ethiopia", "sun"))
coffee.add("Morning House Blend", lambda: _bag("#b08a5f", "#f7ecd8", "House", "Morning blend", "sun"))


def _tin(ground: str, band: str, title: str, line: str, *, small: bool = False) -> list[Part]:
    label = m.picture(drawn.wrapper(ground, "#2f2b26", band, title, line), m.SATIN)
    return pantry.tea_tin(label, m.brass() if band == "#f3ecd9" else m.steel(), wide=0.5 if small else 0.46, tall=0.9 if small else 1.3)


tea = Line("#d6d2c0", "#dccfbe", around=0)
tea.add("First Flush Green Tea", lambda: _tin("#7f9a6b", "#f3ecd9", "Green Tea", "First Flush"))
tea.add("Garden Green Tea", lambda: _tin("#a9bb8f", "#f6f2e6", "Green Tea", "Garden"))
tea.add("Highland Black Tea", lambda: _tin("#5b2f2a", "#f3ecd9", "Black Tea", "Highland"))
tea.add("Smoked Black Tea", lambda: _tin("#3a3d40", "#e9e2d2", "Black Tea", "Smoked"))
tea.add("Garden Herbal Infusion", lambda: _tin("#d9a24a", "#f3ecd9", "Infusion", "Garden"))
tea.add("Evening Herbal Infusion", lambda: _tin("#5f6f8a", "#ece8de", "Infusion", "Evening"))
tea.add("Highland Oolong", lambda: _tin("#2f5f5a", "#f3ecd9", "Oolong", "Highland"))
tea.add("First Flush Matcha", lambda: _tin("#557a3f", "#eef0dc", "Matcha", "First Flush", small=True))

brewing = Line("#d8cdbf", "#d0d2cc")
_walnut = m.wood("walnut", "y")
brewing.add("Ceramic Dripper", lambda: pantry.dripper(m.glaze("#efe9dd"), m.glass(), COFFEE))
brewing.add("Terracotta Dripper", lambda: pantry.dripper(m.terracotta(), m.glass(), COFFEE))
brewing.add("Steel Kettle", lambda: pantry.kettle(m.steel(), _walnut, _walnut), around=0)
brewing.add("Night Kettle", lambda: pantry.kettle(m.iron("#2b2c2f"), m.wood("beech", "y"), m.brass()), around=0)
brewing.add("Steel French Press", lambda: pantry.french_press(m.glass(), m.steel(), COFFEE, BLACK))
brewing.add("Copper French Press", lambda: pantry.french_press(m.glass(), m.copper(), COFFEE, _walnut))
brewing.add("Precision Hand Grinder", lambda: pantry.grinder(m.metal("#3b3d40", 0.2), m.steel(), _walnut))
brewing.add("Travel Hand Grinder", lambda: pantry.grinder(m.spun("#c3c6c9"), m.steel(), m.leather("#8a5a36")))
brewing.add("Precision Scale", lambda: pantry.scale(m.plastic("#2b2d2f"), m.plastic("#3a3c3f"), pantry.scale_digits(drawn.readout("250.0 g  3:05"))), up=36, around=24)
brewing.add("Travel Scale", lambda: pantry.scale(m.plastic("#efede6"), m.wood("oak"), pantry.scale_digits(drawn.readout("18.2 g  0:27"))), up=36, around=24)

shirts = Line("#d9d0d0", "#d3d5d2", up=70, around=7, fill=0.76)
shirts.add("Everyday T-Shirt", lambda: g.t_shirt("#e3dac8", pocket=True).parts())
shirts.add("Heavy T-Shirt", lambda: g.t_shirt("#2f4054").parts())
shirts.add("Striped T-Shirt", lambda: g.t_shirt("#f0ece2", stripes="#37506b").parts())
shirts.add("Classic Oxford Shirt", lambda: g.shirt("#a9bfd3").parts())
shirts.add("Relaxed Oxford Shirt", lambda: g.shirt("#d9b3a6").parts())
shirts.add("Relaxed Linen Shirt", lambda: g.shirt("#d8ccb2", button="#8a6f52").parts())
shirts.add("Heavy Overshirt", lambda: g.shirt("#6f6a4e", pattern="cord", pockets=2, button="#3a2f24").parts())
shirts.add("Garment-dyed Overshirt", lambda: g.shirt("#a4583c", pattern="linen", pockets=2, button="#3a2f24").parts())
shirts.add("Everyday Polo", lambda: g.shirt("#3f5d50", pattern="plain", long=False, pockets=0, placket=0.2).parts())

knitwear = Line("#d8cfcf", "#cfd4d6", up=70, around=7, fill=0.76)
knitwear.add("Merino Crewneck", lambda: g.sweater("#7c8f7a").parts())
knitwear.add("Recycled Crewneck", lambda: g.sweater("#34475c").parts())
knitwear.add("Alpaca Cardigan", lambda: g.cardigan("#8a5a4a").parts())
knitwear.add("Merino Cardigan", lambda: g.cardigan("#d9cbb0", "#8a6f52").parts())
knitwear.add("Cable Turtleneck", lambda: g.sweater("#e8dfcd", pattern="cable", neck="turtle").parts())
knitwear.add("Fisherman Turtleneck", lambda: g.sweater("#3f5f7a", pattern="rib", neck="turtle").parts())
knitwear.add("Recycled Vest", lambda: g.cardigan("#4d5f75", sleeves=False).parts())
knitwear.add("Alpaca Vest", lambda: g.cardigan("#b08a5f", "#efe6d2", sleeves=False, pattern="rib").parts())

accessories = Line("#dad0cd", "#d0d5d3", up=70, around=7, fill=0.72)
accessories.add("Fisherman Beanie", lambda: g.beanie("#b9553a").parts(), fill=0.62)
accessories.add("Merino Bobble Hat", lambda: g.beanie("#7f8a8f", pompon="#efe8d8").parts(), fill=0.66)
accessories.add("Merino Socks", lambda: g.socks("#d8cbb2", "#9c4f3a").parts())
accessories.add("Striped Socks", lambda: g.socks("#efe6d4", "#34506b", stripes="#5f86a0").parts())
accessories.add("Canvas Tote Bag", lambda: g.tote("#e6dcc6", print_="#35556b").parts())
accessories.add("Night Tote Bag", lambda: g.tote("#3a4048", print_="#d9a24a", handle="#8a5a36").parts())
_alpaca, _merino = m.knit("#b9836a", 0.09), m.knit("#5f7f8a", 0.09)
accessories.add("Alpaca Scarf", lambda: home.folded([_alpaca], width=0.9, depth=1.3, thick=0.16, layers=4, fringe=m.wool("#b9836a")), up=24, around=28)
accessories.add("Merino Scarf", lambda: home.folded([_merino], width=0.9, depth=1.3, thick=0.16, layers=4, fringe=m.wool("#5f7f8a")), up=24, around=28)

LINES = (coffee, tea, brewing, shirts, knitwear, accessories)
