"""Atelier Mar: what one studio throws, weaves and prints."""

from nexus.config.demo.content import PAIR, PRINT, WIDTH, Item, Kind, Line, Seller

_FIRED = "Stoneware, fired at 1,240 degrees. Dishwasher safe, though a hand is kinder. Signed below."

_VASES = Line("Ceramics", "Vases", (
    Kind("A vase for one stem.", f"14 cm high. {_FIRED}", (
        Item("Tide Bud Vase", 3400, "Stoneware", "blue", "Tide: a blue that deepens towards the foot."),
        Item("Coral Bud Vase", 3400, "Stoneware", "terracotta", "Coral: iron-red with a shine like wet clay."),
        Item("Dune Bud Vase", 3900, "Stoneware", "sand", "Dune: sand with brown freckles, rounder in the belly."),
    ), grams=420),
    Kind("A tall vase for branches.", f"32 cm high. {_FIRED}", (
        Item("Slate Tall Vase", 8900, "Stoneware", "grey", "Slate: matt, dark, good with anything pale."),
        Item("Tide Tall Vase", 9400, "Stoneware", "blue", "Dipped in tide glaze; below, the bare clay."),
    ), grams=1600),
    Kind("A moon jar, thrown in two halves and joined.", f"28 cm high, never quite round. {_FIRED}", (
        Item("Salt Moon Jar", 18900, "Stoneware", "white",
             "Salt: white with a scatter of iron, like a beach after the storm."),
        Item("Tide Moon Jar", 18900, "Stoneware", "blue", "A pale tide that lets the ring of the join shine through."),
    ), grams=2800),
    Kind("A pitcher with a pulled lip.", f"1.4 litres. {_FIRED}", (
        Item("Coral Pitcher", 6900, "Stoneware", "terracotta", "Coral, for lemonade and for dahlias."),
        Item("Salt Pitcher", 6900, "Stoneware", "white", "Salt; the handle is pulled, not moulded."),
    ), grams=1200),
    Kind("A planter with a hole and a collar.", f"18 cm, saucer included. {_FIRED}", (
        Item("Dune Planter", 5900, "Stoneware", "sand", "Dune, wide enough for a lemon tree's first years."),
    ), grams=1900),
))  # fmt: skip

_PLATES = Line("Ceramics", "Plates & Bowls", (
    Kind("A plate for every day, and for the good ones.", f"26 cm. {_FIRED}", (
        Item("Tide Plate", 3200, "Stoneware", "blue", "A coupe in tide; food looks as if it had just been caught."),
        Item("Salt Plate", 3200, "Stoneware", "white", "A coupe in salt, freckled."),
        Item("Dune Plate", 2900, "Stoneware", "sand", "With a low rim, in dune, made to be stacked."),
    ), (PAIR,), 780),
    Kind("A bowl you can hold in one hand.", f"17 cm. {_FIRED}", (
        Item("Coral Bowl", 2600, "Stoneware", "terracotta", "Coral outside and in, the foot wiped clean."),
        Item("Tide Bowl", 2600, "Stoneware", "blue", "A lighter tide, with the marks of the fingers left in."),
    ), (PAIR,), 540),
    Kind("A wide bowl for a table of six.", f"30 cm. {_FIRED}", (
        Item("Salt Salad Bowl", 6900, "Stoneware", "white", "Salt, wide and low, for tomatoes."),
        Item("Slate Salad Bowl", 6900, "Stoneware", "grey", "Slate, for oranges."),
    ), grams=1700),
    Kind("A deep bowl on a high foot.", f"20 cm, 1.1 litres; a notch for chopsticks. {_FIRED}", (
        Item("Slate Ramen Bowl", 4200, "Stoneware", "grey", "Slate, matt, keeps the broth hot to the last noodle."),
        Item("Dune Ramen Bowl", 4200, "Stoneware", "sand", "Dune, freckled like a good shore."),
    ), (PAIR,), 760),
))  # fmt: skip

_CUPS = Line("Ceramics", "Cups", (
    Kind("A cup without a handle, for hands that are cold.", f"220 ml. {_FIRED}", (
        Item("Tide Cup", 1900, "Stoneware", "blue", "Tide, on a small turned foot."),
        Item("Dune Cup", 1900, "Stoneware", "sand", "Dune; the rim is left thin."),
    ), (PAIR,), 240),
    Kind("A round mug whose rim knows your lip.", f"320 ml. {_FIRED}", (
        Item("Coral Mug", 2600, "Stoneware", "terracotta", "Coral all over, warm before the tea is in."),
        Item("Slate Mug", 2600, "Stoneware", "grey", "Slate, matt to the touch."),
        Item("Salt Mug", 2800, "Stoneware", "white", "Dipped in salt glaze, the foot bare."),
    ), (PAIR,), 380),
    Kind("A small cup with its saucer.", f"90 ml. {_FIRED}", (
        Item("Salt Espresso Cup", 2400, "Stoneware", "white", "Salt, cup and saucer from one throw."),
        Item("Tide Espresso Cup", 2400, "Stoneware", "blue", "Dark tide on a pale saucer."),
    ), (PAIR,), 260),
    Kind("A tea bowl, thrown quickly and looked at slowly.", f"300 ml. {_FIRED}", (
        Item("Slate Tea Bowl", 3400, "Stoneware", "grey", "Slate; the foot is cut with one turn of the wire."),
        Item("Coral Tea Bowl", 3400, "Stoneware", "terracotta", "Coral over bare clay, with a tide line of its own."),
    ), grams=320),
    Kind("A tumbler for water, or for the local red.", f"280 ml. {_FIRED}", (
        Item("Tide Tumbler", 2200, "Stoneware", "blue", "A pale tide dipped to the knee."),
    ), (PAIR,), 330),
))  # fmt: skip

_WOVEN = "Wool weft on a linen warp, hung on a wooden rod. Dust with a soft brush, out of the full sun."
_HANGINGS = Line("Weaving", "Wall Hangings", (
    Kind("A tapestry: weeks of work, years of quiet.", f"75 x 110 cm. {_WOVEN}", (
        Item("Horizon Tapestry", 45900, "Wool", "multicolour",
             "A sun, and below it the four stripes of the coast road."),
        Item("Low Tide Tapestry", 42900, "Wool", "blue", "The sandbanks as the gulls see them."),
        Item("Night Tapestry", 45900, "Wool", "blue", "Hills, a moon, and indigo from our own vat."),
    ), grams=1900),
    Kind("A narrow banner for a narrow wall.", f"50 x 100 cm. {_WOVEN}", (
        Item("Harvest Banner", 24900, "Wool", "yellow", "Five ears of barley in madder, weld and walnut."),
        Item("Field Banner", 22900, "Wool", "green", "Fields, as they lie beside each other in June."),
    ), grams=1100),
    Kind("A small weave to begin with.", f"60 x 60 cm. {_WOVEN}", (
        Item("Horizon Small Weave", 11900, "Wool", "blue", "The horizon again, on a bluer day."),
        Item("Field Small Weave", 9900, "Wool", "blue", "Squares of sea and sand."),
    ), grams=600),
))  # fmt: skip

_BLANKETS = Line("Weaving", "Blankets", (
    Kind("A blanket of local wool.",
         "Washed and brushed, fringed by hand. Plant-dyed: air it, wash it cold, dry it in the shade.", (
        Item("Horizon Blanket", 22900, "Wool", "multicolour", "Cream, with stripes in madder and sea blue."),
        Item("Night Blanket", 24900, "Wool", "blue", "Indigo dipped five times, with one pale stripe."),
    ), (WIDTH,), 1700),
    Kind("A throw with a soft hand.", "120 x 180 cm, fringed. Air it, wash it cold.", (
        Item("Low Tide Throw", 14900, "Wool", "blue", "The grey-blue of water that is leaving."),
        Item("Harvest Throw", 14900, "Wool", "yellow", "Weld and onion skin: the yellow of stubble fields."),
    ), grams=1000),
    Kind("A rug for grass, sand and railway platforms.",
         "150 x 150 cm, waxed back, rolled in a leather strap. Brush it when it is dry.", (
        Item("Field Picnic Rug", 11900, "Wool", "green", "Green and cream, with room for four and a basket."),
        Item("Harvest Picnic Rug", 11900, "Wool", "terracotta", "Brick, straw and cream."),
    ), grams=1500),
    Kind("A first blanket.", "80 x 100 cm, two of them. Gentle wash at 30 degrees.", (
        Item("Low Tide Baby Blanket", 6900, "Cotton", "blue",
             "Knitted cotton in mist and cream, without a fringe to suck on."),
    ), grams=450),
))  # fmt: skip

_PRINTS = Line("Prints", "Art Prints", (
    Kind("A linocut, inked and rubbed by hand.",
         "Edition of 60 on 250 g cotton paper, numbered and signed, in a wooden frame.", (
        Item("Harbour Linocut", 7900, "Cotton paper", "blue",
             "Three houses, two boats, one sun: the view from the kiln."),
        Item("Olive Tree Linocut", 7900, "Cotton paper", "green",
             "The tree in the yard, leaf by leaf. It took a winter."),
    ), (PRINT,), 900),
    Kind("A riso print with its happy misfits.", "Edition of 120, soy ink on recycled paper, framed.", (
        Item("Swimmers Riso Print", 4900, "Recycled paper", "teal", "The seven o'clock swimmers, all three of them."),
        Item("Moon Riso Print", 4900, "Recycled paper", "blue", "The moon over the bay, in four layers of ink."),
    ), (PRINT,), 800),
    Kind("An etching, bitten slowly.", "Edition of 30 on cotton paper, numbered and signed, in a walnut frame.", (
        Item("Kiln Etching", 12900, "Cotton paper", "brown", "Our kiln on the night of the first firing."),
        Item("Olive Tree Etching", 12900, "Cotton paper", "grey", "The same tree in line and shadow."),
    ), (PRINT,), 950),
    Kind("A poster for a wall that needs a window.", "Open edition, pigment print, in a white frame.", (
        Item("Harbour Poster", 3900, "Recycled paper", "terracotta", "The harbour on an evening in red."),
        Item("Swimmers Poster", 3900, "Recycled paper", "orange", "The swimmers in a sea of late light."),
    ), (PRINT,), 700),
    Kind("Postcards to keep or to send.", "A6, 350 g, nine cards with envelopes.", (
        Item("Studio Postcard Set", 1400, "Recycled paper", "multicolour", "Moon, swimmers, harbour: three of each."),
    ), grams=120),
))  # fmt: skip

ATELIER = Seller("Atelier Mar", "One studio, one kiln, one loom.", "Spain",
                 (_VASES, _PLATES, _CUPS, _HANGINGS, _BLANKETS, _PRINTS))  # fmt: skip
