"""Nordlicht Home: lamps, cloth, baskets."""

from nexus.config.demo.content import WIDTH, Item, Kind, Line, Option, Seller

_LIGHTING = Line("Home", "Lighting", (
    Kind("A table lamp for the corner where the evening ends.",
         "40 cm high, shade 28 cm. E27, up to 8 W LED; the cord, switch and "
         "socket can be replaced. Dust with a dry cloth.", (
        Item("Birch Table Lamp", 8900, "Birch", "cream",
             "The foot is turned from one piece of birch and only oiled, so it will darken with you."),
        Item("Dusk Table Lamp", 9900, "Stoneware", "pink",
             "The ceramic foot has the pink of the last ten minutes before dark."),
        Item("Fjord Table Lamp", 9900, "Stoneware", "blue",
             "A deep blue foot, glazed twice, under a shade of undyed linen."),
    ), grams=2100),
    Kind("A dome that throws its light down and keeps the glare to itself.",
         "36 cm high, dome 34 cm. Dimmable LED, 2700 K, included "
         "and replaceable. Wipe with a damp cloth.", (
        Item("Dusk Mushroom Lamp", 12900, "Steel", "terracotta", "Powder-coated in a warm clay tone, inside and out."),
        Item("Opal Mushroom Lamp", 13900, "Glass", "white",
             "A blown opal dome on a dark column: it glows rather than shines."),
    ), grams=1900),
    Kind("A ball of mouth-blown glass that lights a room like a small moon.",
         "Globe 25 cm, 31 cm high. G9, up to 4 W LED. Lift the globe off to "
         "wash it by hand.", (
        Item("Opal Globe Lamp", 8900, "Glass", "white",
             "It rests in a ring of solid brass, which may be polished or left to age."),
        Item("Birch Globe Lamp", 7900, "Glass", "cream",
             "It rests in a ring of birch, felted below so that it never scratches."),
    ), grams=1700),
    Kind("A pendant to eat, read and argue under.",
         "Shade 38 cm, 2 m of cloth cord, canopy included. E27, up to 12 W LED. Dust with a dry cloth.", (
        Item("Fjord Pendant", 14900, "Steel", "blue",
             "Enamelled in fjord blue with a brass cap; white inside, so that no light is lost."),
        Item("Dusk Pendant", 13900, "Steel", "pink",
             "A slightly narrower hood in dusty rose, made for a row of two or three."),
    ), grams=1600),
    Kind("Ribs of bamboo, a skin of paper, a light inside.",
         "46 cm high, folds flat. E14, up to 5 W LED. Paper: keep it dry.", (
        Item("Birch Paper Lantern", 5900, "Paper", "cream",
             "Three small birch legs make a floor lamp of it; without them it hangs."),
    ), grams=700),
))  # fmt: skip

_TEXTILES = Line("Home", "Textiles", (
    Kind("A throw that makes a sofa a place.",
         "Fringed at both ends. Air it rather than wash it; wool cycle at 30 degrees if you must.", (
        Item("Lambswool Throw", 11900, "Wool", "sand",
             "Spun from the first shearing, brushed on one side, sand like a winter beach."),
        Item("Herringbone Throw", 9900, "Wool", "blue",
             "Woven in herringbone from blue-grey and natural wool; it wears like a good coat."),
    ), (WIDTH,), 900),
    Kind("A cushion with a filling that can be shaken back to life.",
         "50 x 50 cm, feather inlay included, concealed zip. Cover: gentle wash at 30 degrees.", (
        Item("Washed Linen Cushion", 3900, "Linen", "green",
             "Sage green linen, washed with stones until it stopped being stiff."),
        Item("Herringbone Cushion", 4200, "Wool", "grey",
             "Slate and chalk in a small herringbone that hides what sofas see."),
        Item("Lambswool Cushion", 4900, "Wool", "cream",
             "Cream lambswool with a nap you will stroke without noticing."),
    ), grams=750),
    Kind("Three towels, folded as they arrive.",
         "Hand, bath and sauna towel. Wash at 60 degrees, no softener: it closes the fibre.", (
        Item("Waffle Bath Towels", 6900, "Cotton", "blue",
             "A deep waffle that dries fast and takes up little room; white, mist and fjord."),
        Item("Organic Cotton Bath Towels", 7900, "Cotton", "green",
             "Thick terry from organic cotton in moss, lichen and white."),
    ), grams=1500),
    Kind("Bed linen for those who sleep warm.",
         "Duvet cover and two pillow cases, tied with the ribbon they are sold in. Wash at 40 degrees, do not iron.", (
        Item("Washed Linen Bed Set", 14900, "Linen", "sand",
             "European flax, garment-washed: cool in July, dry in January."),
        Item("Organic Cotton Bed Set", 9900, "Cotton", "blue",
             "Percale of long-staple organic cotton, crisp like a hotel that you liked."),
    ), (Option("Size", ("Single", "Double"), (1, 1.4)),), 1800),
))  # fmt: skip

_STORAGE = Line("Home", "Storage", (
    Kind("A basket for blankets, toys, or both on top of each other.",
         "45 cm wide, 40 cm high. Wipe clean; a little steam takes out dents.", (
        Item("Rattan Basket", 5900, "Rattan", "sand",
             "Woven over and under around upright stakes, handles bound in leather."),
        Item("Willow Basket", 6400, "Willow", "brown", "Unpeeled willow, taller and darker, for wood or washing."),
    ), grams=1300),
    Kind("A crate with corners that hold.",
         "50 x 32 x 26 cm, stackable, screwed and not stapled. Oiled; renew once a year.", (
        Item("Oak Crate", 4900, "Oak", "brown", "Oak slats from furniture offcuts, each a little different in grain."),
        Item("Ash Crate", 4500, "Ash", "cream", "Pale ash, a touch lighter to carry."),
    ), grams=2600),
    Kind("A tray that carries breakfast and survives it.",
         "58 x 38 cm, two grips. Wipe with a damp cloth, never in the dishwasher.", (
        Item("Ash Tray", 5200, "Ash", "cream", "Ash with a steam-bent rim and grips of saddle leather."),
        Item("Walnut Tray", 6500, "Walnut", "brown", "Walnut, dark and quiet, with black grips."),
    ), grams=1100),
    Kind("A box with a lid for what must not be seen.", "38 x 28 x 22 cm, folds flat. Spot clean.", (
        Item("Felt Storage Box", 3400, "Felt", "grey",
             "Pressed from recycled bottles, soft-edged, with a leather pull."),
        Item("Linen Storage Box", 3900, "Linen", "sand", "Heavy linen canvas over board, the lid a tone darker."),
    ), grams=800),
))  # fmt: skip

NORDLICHT = Seller(
    "Nordlicht Home",
    "Calm light and soft things from the north.",
    "Denmark",
    (_LIGHTING, _TEXTILES, _STORAGE),
)
