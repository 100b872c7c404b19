"""Little Fox: toys and small clothes."""

from nexus.config.demo.content import AGE, Item, Kind, Line, Option, Seller

_WOODEN = Line("Kids", "Wooden Toys", (
    Kind("Blocks for towers, and for the joy of the fall.",
         "40 pieces of beech, water-based colours, from 12 months. Wipe, do not soak.", (
        Item("Rainbow Building Blocks", 4900, "Beech", "multicolour",
             "Cubes, pillars, a bridge and a roof in six clear colours."),
        Item("Forest Building Blocks", 4900, "Beech", "green",
             "The same set in moss, bark and lichen, for calmer cities."),
    ), grams=2300),
    Kind("Rings to stack, in the right order or not.", "22 cm high, from 10 months. Round edges, safe to chew.", (
        Item("Rainbow Stacking Rings", 2600, "Beech", "multicolour", "Five rings from red to plum, and a ball on top."),
        Item("Ocean Stacking Rings", 2600, "Beech", "blue", "Five blues, from deep water to foam."),
    ), grams=640),
    Kind("Arches that are a tunnel, a cradle, a fence, a stage.",
         "Five arches, 30 cm wide, from 12 months. Oil once in a while.", (
        Item("Sunset Arches", 3900, "Lime wood", "orange", "From ember to cream, like eight o'clock in August."),
        Item("Ocean Arches", 3900, "Lime wood", "blue", "From the deep to the sand."),
    ), grams=900),
    Kind("A train that needs no battery and no timetable.",
         "Engine and two wagons, 32 cm, fits the common wooden track. From 18 months.", (
        Item("City Train", 3400, "Beech", "multicolour", "A red engine, a green coach, a load of blue logs."),
        Item("Forest Train", 3400, "Beech", "green", "In forest green, with a load of real oak."),
    ), grams=720),
    Kind("A cube with four holes and one right answer each.",
         "14 cm, three pieces, from 12 months. The lid is held by a magnet.", (
        Item("Farm Shape Sorter", 2900, "Beech", "multicolour", "Star, circle, square: the classics, in beech."),
    ), grams=1100),
))  # fmt: skip

_CREATURE = "30 cm, filled with wool, embroidered and not glued. Washes at 30 degrees and dries on the line overnight."
_PLUSH = Line("Kids", "Plush", (
    Kind("A fox who goes first.", _CREATURE, (
        Item("Brave Fox", 3400, "Cotton plush", "orange", "Orange, with a white tip to the tail and dark socks."),
        Item("Snow Fox", 3400, "Cotton plush", "white",
             "Pale as its northern cousin, and harder to find in a white bed."),
    ), grams=340),
    Kind("A bear with room for a head on its belly.", _CREATURE, (
        Item("Big Bear", 4900, "Cotton plush", "brown", "Chestnut brown and a size larger than the others."),
        Item("Sleepy Bear", 3600, "Cotton plush", "cream", "Oat-coloured and very nearly asleep."),
    ), grams=420),
    Kind("A rabbit with ears made to be carried by.", _CREATURE, (
        Item("Curious Rabbit", 2900, "Cotton plush", "grey", "Grey with rose inside the ears."),
        Item("Tiny Rabbit", 2400, "Cotton plush", "sand", "The small one, in sand, for the pocket of a coat."),
    ), grams=280),
    Kind("A whale that fits on a windowsill.", _CREATURE, (
        Item("Big Whale", 3900, "Cotton plush", "blue", "Blue, wide and calm."),
        Item("Sleepy Whale", 3600, "Cotton plush", "grey", "Grey with a pale belly; an excellent pillow."),
    ), grams=390),
    Kind("An owl that stays up with you.", _CREATURE, (
        Item("Curious Owl", 3200, "Cotton plush", "brown", "Brown feathers, cream face, both eyes open."),
        Item("Brave Owl", 3200, "Cotton plush", "blue", "Night blue, on guard until morning."),
    ), grams=330),
))  # fmt: skip

_KIDSWEAR = Line("Kids", "Kidswear", (
    Kind("A rain jacket for the deep end of the puddle.",
         "Waterproof to 8,000 mm, welded seams, room for a jumper. Wash at 30 degrees, no softener.", (
        Item("Puddle Rain Jacket", 5900, "Recycled polyester", "yellow",
             "Yellow, so that you can count them from the bench."),
        Item("Meadow Rain Jacket", 5900, "Recycled polyester", "green", "Meadow green, for children who hide."),
    ), (AGE,), 380),
    Kind("A sweater that is handed down twice.", "Knitted in one piece, long cuffs to turn up. Wool cycle, dry flat.", (
        Item("Merino Sweater", 4900, "Wool", "terracotta",
             "Fine merino in brick: it does not scratch, they have checked."),
        Item("Striped Sweater", 3900, "Cotton", "blue", "Cream and blue stripes in organic cotton."),
    ), (AGE,), 260),
    Kind("Dungarees with straps that grow along.", "Three buttonholes a side, doubled knees. Wash at 40 degrees.", (
        Item("Corduroy Dungarees", 4900, "Cotton", "brown",
             "Rust-brown corduroy, brass buttons, one pocket for snails."),
        Item("Meadow Dungarees", 4600, "Cotton", "green",
             "In meadow green, where grass stains are part of the design."),
    ), (AGE,), 340),
    Kind("A hat that stays on.", "One size to about seven years. Wool cycle.", (
        Item("Merino Beanie", 1900, "Wool", "yellow", "Mustard merino, ribbed, with a turn-up."),
        Item("Puddle Beanie", 2200, "Wool", "blue", "Rain blue with a cream bobble that can be taken off for washing."),
    ), grams=80),
    Kind("Leggings for cartwheels.", "Soft waistband, no label. Wash at 40 degrees.", (
        Item("Striped Leggings", 1900, "Cotton", "green", "Green and cream stripes in a stretch of organic cotton."),
    ), (Option("Age", ("2-3", "4-5", "6-7")),), 120),
))  # fmt: skip

LITTLE_FOX = Seller("Little Fox", "Toys that survive siblings.", "Czechia", (_WOODEN, _PLUSH, _KIDSWEAR))
