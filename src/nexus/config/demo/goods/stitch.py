"""Stitch & Sole: shirts, knitwear, what is worn around them."""

from nexus.config.demo.content import SIZES, Item, Kind, Line, Option, Seller

_FOUR = Option("Size", ("S", "M", "L", "XL"))
_SHIRTS = Line("Clothing", "Shirts", (
    Kind("The T-shirt we could not find, so we made it.",
         "180 g organic cotton, pre-washed. 40 degrees, inside out; the collar stays flat.", (
        Item("Everyday T-Shirt", 2900, "Cotton", "cream", "With a chest pocket that holds exactly one ticket."),
    ), (_FOUR, Option("Colour", ("Cream", "Blue", "Green"))), 190),
    Kind("A T-shirt with some weight to it.", "260 g cotton, double-stitched shoulders. 40 degrees.", (
        Item("Heavy T-Shirt", 3900, "Cotton", "blue",
             "Ink blue, boxy, the one that gets stolen by the rest of the house."),
        Item("Striped T-Shirt", 3600, "Cotton", "blue", "Cream with harbour-blue stripes, as every coast has them."),
    ), (SIZES,), 250),
    Kind("An Oxford shirt that does not ask for an iron.",
         "Button-down collar, split yoke, mother-of-pearl. Wash at 40 degrees, hang wet.", (
        Item("Classic Oxford Shirt", 7900, "Cotton", "blue", "Light blue, and right four days out of five."),
        Item("Relaxed Oxford Shirt", 7900, "Cotton", "pink", "Faded rose and cut a little wider, for the fifth."),
    ), (SIZES,), 280),
    Kind("Linen, because July.", "160 g European flax, garment-washed. 30 degrees; creases are the point.", (
        Item("Relaxed Linen Shirt", 8900, "Linen", "sand", "The colour of dry grass, with corozo buttons."),
    ), (SIZES,), 220),
    Kind("An overshirt for the hour between shirt and jacket.",
         "Two pockets, horn buttons, side vents. 30 degrees, inside out.", (
        Item("Heavy Overshirt", 10900, "Cotton", "green", "Olive corduroy that gets better at the elbows."),
        Item("Garment-dyed Overshirt", 11900, "Linen", "terracotta",
             "Dyed in one piece, so that the seams stay a shade darker."),
    ), (SIZES,), 480),
    Kind("A polo without a horse.", "Piqué of organic cotton, soft collar. 40 degrees.", (
        Item("Everyday Polo", 4900, "Cotton", "green", "Bottle green, three buttons, nothing on the chest."),
    ), (SIZES,), 240),
))  # fmt: skip

_KNITWEAR = Line("Clothing", "Knitwear", (
    Kind("A crewneck for under a coat and over everything.",
         "Fully fashioned, knitted in Europe. Wool cycle, dry flat, air between wears.", (
        Item("Merino Crewneck", 9900, "Wool", "green", "Extra-fine merino in sage, seventeen microns."),
        Item("Recycled Crewneck", 7900, "Recycled wool", "blue",
             "Spun from old sweaters, sorted by colour and never dyed again."),
    ), (SIZES,), 380),
    Kind("A cardigan that counts as a jacket indoors.", "Five buttons and a spare, ribbed hem. Wool cycle, dry flat.", (
        Item("Alpaca Cardigan", 15900, "Alpaca", "brown", "Baby alpaca in chestnut: warm without weight."),
        Item("Merino Cardigan", 12900, "Wool", "sand", "Oat-coloured merino with horn buttons."),
    ), (SIZES,), 460),
    Kind("A turtleneck for a wind with salt in it.", "Seven gauge, doubled collar. Wash rarely, by hand.", (
        Item("Cable Turtleneck", 14900, "Wool", "cream", "Cream lambswool, cabled front and back."),
        Item("Fisherman Turtleneck", 16900, "Wool", "blue", "A full rib in oiled wool that lets rain run off."),
    ), (SIZES,), 620),
    Kind("A vest that keeps the arms out of it.", "Buttoned, ribbed hem. Wool cycle, dry flat.", (
        Item("Recycled Vest", 6900, "Recycled wool", "blue", "Blue, from recycled wool, made to be worn over shirts."),
        Item("Alpaca Vest", 9900, "Alpaca", "sand", "Ribbed alpaca in camel."),
    ), (SIZES,), 300),
))  # fmt: skip

_ACCESSORIES = Line("Clothing", "Accessories", (
    Kind("A hat that has been to sea.", "One size, ribbed, turned up once. Wool cycle.", (
        Item("Fisherman Beanie", 2900, "Wool", "terracotta", "Brick-red lambswool with our label on the turn-up."),
        Item("Merino Bobble Hat", 3400, "Wool", "grey", "Grey merino with a cream bobble. Yes, for adults."),
    ), grams=90),
    Kind("Socks that are mended rather than missed.",
         "Merino with a little nylon, darning yarn in the packet. 30 degrees.", (
        Item("Merino Socks", 1600, "Wool", "sand", "Oat with brick heels and toes."),
        Item("Striped Socks", 1600, "Wool", "blue", "Striped in two blues, cut to the calf."),
    ), (Option("Size", ("36-39", "40-43", "44-47")),), 80),
    Kind("A tote that carries a week of vegetables.",
         "340 g canvas, 38 x 42 cm, seams bound inside. 40 degrees, hang to dry.", (
        Item("Canvas Tote Bag", 2400, "Cotton", "cream", "Natural canvas, printed with our small harbour sun."),
        Item("Night Tote Bag", 2900, "Cotton", "grey", "Slate canvas with leather handles and a gold sun."),
    ), grams=310),
    Kind("A scarf to disappear in.", "190 x 35 cm, fringed. Air it; wash by hand.", (
        Item("Alpaca Scarf", 6900, "Alpaca", "pink", "Undyed rose-brown alpaca, softer than it looks."),
        Item("Merino Scarf", 5900, "Wool", "teal", "Knitted from merino in sea green."),
    ), grams=240),
))  # fmt: skip

STITCH = Seller("Stitch & Sole", "Clothes you keep.", "Italy", (_SHIRTS, _KNITWEAR, _ACCESSORIES))
