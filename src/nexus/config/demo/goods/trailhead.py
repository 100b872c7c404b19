"""Trailhead: packs, tents, bottles."""

from nexus.config.demo.content import CONTENT, VOLUME, Item, Kind, Line, Option, Seller

_PACKS = Line("Outdoors", "Backpacks", (
    Kind("A daypack that sits close and opens wide.",
         "Recycled canvas, waxed base, padded sleeve for 15 inches. Sponge it; repairs are free for ten years.", (
        Item("Ridge Daypack", 9900, "Canvas", "green", "Moss green with straps of bridle leather."),
        Item("Cairn Daypack", 8900, "Canvas", "grey",
             "Grey like the stones it is named after, with orange pulls you find in the dark."),
        Item("Tarn Daypack", 9900, "Canvas", "blue", "Lake blue, brass zips, a front pocket for the map."),
    ), (VOLUME,), 850),
    Kind("A roll-top that takes one more jumper.",
         "Taped seams, two buckles, side access. Wipe clean, hang to dry with the top open.", (
        Item("Drift Roll-top", 10900, "Canvas", "yellow", "Ochre canvas on a dark rubber foot."),
        Item("Summit Roll-top", 12900, "Canvas", "black", "Black, with leather straps, equally at home in a meeting."),
        Item("Tarn Roll-top", 10900, "Canvas", "blue", "Weathered blue; the straps tuck away for the bicycle."),
    ), (VOLUME,), 980),
    Kind("A duffel for a long weekend.",
         "42 litres, cabin size, shoe pocket at one end. Brush off the mud when it is dry.", (
        Item("Ridge Duffel", 13900, "Canvas", "green", "Waxed canvas in grey-green with leather handles."),
        Item("Drift Duffel", 13900, "Canvas", "sand", "Sand-coloured, and better looking with every scratch."),
    ), grams=1300),
))  # fmt: skip

_CAMPING = Line("Outdoors", "Camping", (
    Kind("A ridge tent with two poles and no instructions.",
         "Waterproof to 3,000 mm, pitches in four minutes. Dry it before you pack it.", (
        Item("Basecamp Tent", 32900, "Polycotton", "green",
             "Room for three and a dog; the door ties back like a curtain."),
        Item("Duo Tent", 24900, "Polycotton", "yellow", "For two who like each other. The ochre makes mornings kind."),
    ), grams=4800),
    Kind("A lantern that lights a table and not the forest.",
         "200 lumens, dims to a candle, 60 hours. USB-C; the globe unscrews for cleaning.", (
        Item("Hut Camp Lantern", 4900, "Steel", "green", "Enamelled in hut green, with a bail to hang it by."),
        Item("Basecamp Camp Lantern", 4900, "Steel", "red", "Red, the one you can find on a packed table."),
    ), grams=640),
    Kind("A mat between you and the root.", "183 x 55 cm rolled to 14 cm, two straps. Wipe with soap and water.", (
        Item("Featherlight Sleeping Mat", 5900, "Foam", "blue", "380 grams, closed cells, R-value 2.1."),
        Item("Four Season Sleeping Mat", 7900, "Foam", "orange",
             "Thicker, R-value 3.8, for ground that has not heard of spring."),
    ), grams=480),
    Kind("A sleeping bag in its sack.",
         "Two-way zip, draught collar. Wash it once a year in a large drum, with a tennis ball.", (
        Item("Four Season Sleeping Bag", 21900, "Recycled down", "blue",
             "Comfort at minus eight; down recovered from old duvets."),
        Item("Featherlight Sleeping Bag", 16900, "Recycled down", "green", "780 grams for nights above five degrees."),
    ), (Option("Length", ("Regular", "Long"), (1, 1.1)),), 1100),
    Kind("A mug that has been dropped before.",
         "350 ml, enamelled steel, rolled rim. Dishwasher safe; chips are memories.", (
        Item("Hut Camp Mug", 1400, "Steel", "white", "White with a blue handle, like the one in the hut."),
        Item("Duo Camp Mug", 1400, "Steel", "green", "Fern green. There are always two."),
    ), (Option("Set", ("1 piece", "Set of 2"), (1, 1.85)),), 160),
))  # fmt: skip

_BOTTLES = Line("Outdoors", "Bottles & Flasks", (
    Kind("A bottle without paint inside, without taste outside.",
         "18/8 steel, wide neck for ice and for the brush. Dishwasher safe.", (
        Item("Steel Bottle", 2400, "Steel", "silver", "Brushed bare steel, single wall: it may stand in the embers."),
        Item("Trail Bottle", 2900, "Steel", "green", "Double wall in forest green: cold for a day, hot for a night."),
        Item("Titan Bottle", 4900, "Titanium", "grey",
             "Titanium with a beech stopper; half the weight and none of the ring."),
    ), (CONTENT,), 320),
    Kind("A flask that still pours hot at the summit.",
         "Vacuum, the lid is the cup. Rinse with baking soda, never with bleach.", (
        Item("Steel Flask", 3400, "Steel", "silver", "Brushed steel with a copper ring, the way they used to be."),
        Item("Insulated Flask", 3900, "Steel", "blue", "Navy, with a pale cup; 14 hours above 60 degrees, measured."),
    ), (CONTENT,), 520),
    Kind("A jar for soup that has a mountain to climb.",
         "0.6 litres, opens wide, grip on the lid. Dishwasher safe but for the seal.", (
        Item("Insulated Food Jar", 3400, "Steel", "yellow", "Ochre; keeps a stew hot until three in the afternoon."),
        Item("Trail Food Jar", 3200, "Steel", "green", "Forest green, with a pale lid that takes a spoon."),
    ), grams=450),
    Kind("A tumbler for the commute.", "Fits cup holders, lid slides shut. Dishwasher safe.", (
        Item("Steel Tumbler", 2200, "Steel", "silver", "Plain steel, no logo, no opinion."),
        Item("Insulated Tumbler", 2600, "Steel", "green", "Pale sage with a grip that does not burn."),
    ), (CONTENT,), 300),
))  # fmt: skip

TRAILHEAD = Seller("Trailhead", "Gear for the second hour of rain.", "Slovenia", (_PACKS, _CAMPING, _BOTTLES))
