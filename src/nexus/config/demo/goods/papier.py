"""Papier Atelier: notebooks, pens, the desk."""

from nexus.config.demo.content import FORMAT, Item, Kind, Line, Option, Seller

_NOTEBOOKS = Line("Stationery", "Notebooks", (
    Kind("A notebook that lies flat on page one.",
         "192 pages, 100 g paper that takes fountain pen ink, thread-sewn, ribbon.", (
        Item("Cloth-bound Notebook", 2200, "Cloth", "teal",
             "Bound in teal book cloth, with an elastic the colour of brick."),
        Item("Dotted Notebook", 1600, "Recycled board", "sand",
             "A dot every five millimetres: a grid that minds its own business."),
        Item("Ruled Notebook", 3900, "Cloth", "blue",
             "Three in a stack, sand, brick and blue, lined at seven millimetres."),
    ), (FORMAT,), 340),
    Kind("A sketchbook that forgives water.",
         "120 pages, 160 g, rough on one side. The spine opens fully; spreads have no gutter.", (
        Item("Kraft Sketchbook", 1800, "Recycled board", "brown", "Plain kraft covers: draw on them as well."),
        Item("Cloth-bound Sketchbook", 2600, "Cloth", "black",
             "Black cloth with a red band, for people who number their sketchbooks."),
    ), (FORMAT,), 520),
    Kind("A planner without a date, so that it can begin today.",
         "Wire-bound, 110 g, stiff covers. Folds over completely.", (
        Item("Weekly Planner", 1900, "Recycled board", "terracotta",
             "A week on two pages, with a margin for what was really done."),
        Item("Daily Planner", 2400, "Recycled board", "green",
             "A day on a page and a whole page for nothing at the end of the week."),
    ), (Option("Format", ("A5", "A4"), (1, 1.4)),), 480),
    Kind("A journal that closes with a cord.",
         "160 pages, refillable, vegetable-tanned leather. Rub it with a dry cloth; scratches go.", (
        Item("Classic Travel Journal", 4200, "Leather", "brown", "Tan leather that will be dark by the second border."),
        Item("Pocket Travel Journal", 3600, "Leather", "green",
             "Smaller, in green leather, for the inside of a jacket."),
    ), grams=380),
))  # fmt: skip

_NIB = Option("Nib", ("Fine", "Medium", "Broad"))
_WRITING = Line("Stationery", "Writing", (
    Kind("A fountain pen that starts on the first stroke.",
         "Steel nib from Heidelberg, standard cartridge, converter included. Rinse with cold water every other month.", (
        Item("Midnight Fountain Pen", 8900, "Resin", "blue",
             "Midnight-blue resin turned from the rod, with brass rings."),
        Item("Brass Fountain Pen", 11900, "Brass", "gold", "Solid brass; it warms up, and so do sentences."),
        Item("Walnut Fountain Pen", 9900, "Walnut", "brown",
             "A barrel of walnut, a black grip, no two with the same grain."),
    ), (_NIB,), 60),
    Kind("A rollerball for those who write fast.", "Takes every standard refill, 0.7 mm black included.", (
        Item("Brass Rollerball", 6900, "Brass", "gold", "Bare brass with a steel tip. The weight does the pressing."),
        Item("Classic Rollerball", 3900, "Resin", "black",
             "Black lacquer, steel rings, right for signing and for shopping lists."),
    ), grams=50),
    Kind("Pencils, with the cup they live in.", "Cedar and basswood, HB to 2B, cup glazed inside.", (
        Item("Rainbow Pencil Set", 2400, "Cedar", "multicolour", "Five lacquered pencils, in a sand-coloured cup."),
        Item("Natural Pencil Set", 2200, "Cedar", "brown",
             "Unlacquered, smelling of the workshop, in a cup of terracotta."),
    ), grams=420),
    Kind("Ink from pigments that have been trusted for a while.",
         "50 ml, dries in six seconds, washes out of pens and, mostly, of cuffs.", (
        Item("Midnight Ink", 1400, "Glass", "blue", "Blue-black with a red sheen where the pen paused."),
        Item("Forest Ink", 1400, "Glass", "green", "A green that is almost black until the light falls on it."),
    ), grams=210),
))  # fmt: skip

_DESK = Line("Stationery", "Desk", (
    Kind("A mat that makes a desk of any table.", "80 x 45 cm. Wipe with a barely damp cloth.", (
        Item("Leather Desk Mat", 8900, "Leather", "brown",
             "Bridle leather, stitched along the edge, one end rolled to rest the wrist."),
        Item("Felt Desk Mat", 4900, "Felt", "grey", "Wool felt, three millimetres, silent under the cup."),
    ), grams=650),
    Kind("A tray for the two pens you really use.", "25 x 8 cm, milled from one piece, oiled.", (
        Item("Walnut Pen Tray", 3900, "Walnut", "brown", "Dark walnut, round at the ends like a boat."),
        Item("Oak Pen Tray", 3400, "Oak", "sand", "Oak; the rings of some forty years run along it."),
    ), grams=240),
    Kind("A pair of bookends that mean it.", "13 x 16 cm, 2.4 kg the pair, felt below.", (
        Item("Marble Bookends", 7900, "Marble", "white", "Two small arches of white marble."),
        Item("Slate Bookends", 6900, "Slate", "grey", "The same arches in slate, matt and dark."),
    ), grams=2400),
    Kind("A weight for paper and for thoughts that drift.", "9 cm, polished dome, felt below.", (
        Item("Marble Paperweight", 3900, "Marble", "green", "Green marble, veined like a river seen from above."),
        Item("Granite Paperweight", 3200, "Granite", "grey", "Granite with a little rose in it."),
    ), grams=900),
))  # fmt: skip

PAPIER = Seller("Papier Atelier", "Paper worth the ink.", "France", (_NOTEBOOKS, _WRITING, _DESK))
