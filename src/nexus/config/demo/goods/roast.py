"""Roast Republic: coffee, tea, and what stands between bean and cup."""

from nexus.config.demo.content import GRIND, Item, Kind, Line, Option, Seller

_BAG = Option("Weight", ("250 g", "1 kg"), (1, 3.4))
_COFFEE = Line("Food & Drink", "Coffee", (
    Kind("An espresso with a long finish.",
         "Roasted to order; best from day 7 to day 40. The bag closes again and goes into the paper bin.", (
        Item("Sidamo Espresso", 1190, "Arabica", "green",
             "Washed lots from Sidamo: bergamot, cane sugar, a little smoke."),
        Item("Monsoon Espresso", 1090, "Arabica", "blue",
             "Monsooned on the Malabar coast: low acidity, walnut, thick crema."),
    ), (GRIND,), 270),
    Kind("A filter roast that is still good when it is cold.",
         "Roasted light and to order; the farm's name is on the bag.", (
        Item("Kiambu Filter Roast", 1490, "Arabica", "terracotta",
             "Kenya at its brightest: blackcurrant, tomato leaf, rhubarb."),
        Item("Huila Filter Roast", 1290, "Arabica", "yellow",
             "From eleven families in Huila: milk chocolate, orange, honey."),
    ), (GRIND,), 270),
    Kind("A decaf that does not apologise.", "Decaffeinated with sugar cane, no solvents. Roasted to order.", (
        Item("Huila Decaf", 1290, "Arabica", "cream", "The same farms as our filter, minus the awake part."),
    ), (GRIND,), 270),
    Kind("One farm, one harvest, then no more.", "Numbered lots of 40 bags, cupped at 87 points and above.", (
        Item("Antigua Single Origin", 1690, "Arabica", "brown", "Volcanic soil, cocoa nib, plum, a finish like cedar."),
        Item("Sidamo Single Origin", 1790, "Arabica", "green", "Natural process: strawberry, jasmine, slightly mad."),
    ), (GRIND,), 270),
    Kind("A blend for the first cup, before opinions.",
         "Two thirds Brazil, one third Ethiopia. Works in everything with hot water.", (
        Item("Morning House Blend", 890, "Arabica", "sand", "Nut, caramel, no surprises: the one we drink ourselves."),
    ), (_BAG,), 270),
))  # fmt: skip

_TEA = Line("Food & Drink", "Tea", (
    Kind("A green tea that does not turn bitter while you answer the door.",
         "100 g of whole leaf in a refillable tin. 70 degrees, two minutes, three infusions.", (
        Item("First Flush Green Tea", 1490, "Green tea", "green", "Plucked before the rains: young peas and sea air."),
        Item("Garden Green Tea", 1190, "Green tea", "green", "With mint and lemon verbena from our own beds."),
    ), grams=220),
    Kind("A black tea that takes milk and does not need it.",
         "100 g of whole leaf in a refillable tin. 95 degrees, three to four minutes.", (
        Item("Highland Black Tea", 1190, "Black tea", "red", "From 1,800 metres: malt, muscatel, a clean end."),
        Item("Smoked Black Tea", 1390, "Black tea", "black", "Dried over pine. A campfire with manners."),
    ), grams=220),
    Kind("An infusion for when caffeine has done enough.",
         "70 g in a refillable tin. Boiling water, as long as you like.", (
        Item("Garden Herbal Infusion", 990, "Herbs", "yellow", "Camomile, marigold and apple mint."),
        Item("Evening Herbal Infusion", 1090, "Herbs", "blue", "Lavender, hops and lemon balm: good night."),
    ), grams=190),
    Kind("An oolong between the two, in no hurry.",
         "80 g of rolled leaf in a refillable tin. 90 degrees, many short infusions.", (
        Item("Highland Oolong", 1890, "Oolong", "teal", "Orchid first, toast later; the fifth cup is the best."),
    ), grams=200),
    Kind("Matcha to whisk, not to bake.",
         "40 g in a small tin. Sift two grams, 75 degrees, whisk in the shape of a W.", (
        Item("First Flush Matcha", 2990, "Matcha", "green", "Shaded for three weeks, stone-milled the week you order."),
    ), grams=120),
))  # fmt: skip

_BREWING = Line("Food & Drink", "Brewing", (
    Kind("A dripper with its glass server.", "For two to four cups, takes standard paper. Dishwasher safe.", (
        Item("Ceramic Dripper", 4900, "Porcelain", "white", "White porcelain that holds its heat through the pour."),
        Item("Terracotta Dripper", 4900, "Terracotta", "terracotta", "Unglazed outside and warm to look at."),
    ), grams=900),
    Kind("A kettle whose neck does what you mean.", "0.9 litres, all stoves. The handle stays cool.", (
        Item("Steel Kettle", 8900, "Steel", "silver", "Polished steel with a walnut handle."),
        Item("Night Kettle", 9900, "Steel", "black", "Matt black with beech and brass; pours like a pencil draws."),
    ), grams=880),
    Kind("A press that keeps the grounds where they belong.",
         "1 litre, double filter, glass can be replaced for eleven euros.", (
        Item("Steel French Press", 5900, "Steel", "silver", "Steel frame, black handle, the sensible one."),
        Item("Copper French Press", 7900, "Copper", "copper", "Copper frame with a walnut handle, for the table."),
    ), (Option("Size", ("0.5 l", "1 l"), (1, 1.2)),), 1000),
    Kind("A hand grinder with no wobble and no battery.", "Steel burrs, 38 settings, 24 g. Brush it, do not wash it.", (
        Item("Precision Hand Grinder", 14900, "Aluminium", "black", "Two bearings, 15 seconds for an espresso."),
        Item("Travel Hand Grinder", 8900, "Steel", "silver", "Slim enough for the inside of a press; leather sleeve."),
    ), grams=540),
    Kind("A scale that starts its clock when the water does.", "0.1 g to 2 kg, USB-C, wipes clean.", (
        Item("Precision Scale", 7900, "Recycled plastic", "black",
             "Black, flat, quick: the number is there before you look."),
        Item("Travel Scale", 5900, "Oak", "white", "White with an oak plate that lifts off for washing."),
    ), grams=460),
))  # fmt: skip

ROAST = Seller(
    "Roast Republic", "Roasted on Tuesday, with you on Thursday.", "Austria", (_COFFEE, _TEA, _BREWING)
)
