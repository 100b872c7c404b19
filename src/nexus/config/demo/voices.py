"""What buyers of the demo say, by what they bought. (stars, title, comment)"""

from __future__ import annotations

from typing import Final

type Voice = tuple[int, str, str]

ANYTHING: Final[tuple[Voice, ...]] = (
    (5, "Better than the pictures",
     "I was ready for a small disappointment. There was none. It looks exactly as shown, only nicer."),
    (5, "A present that was kept",
     "Bought as a present, then ordered a second one for ourselves. That says it, I think."),
    (5, "Would buy again",
     "Arrived on the third day, well packed and without plastic. No complaints at all after two months."),
    (4, "Very good, parcel a bit slow",
     "It took a week and a half to arrive. The thing itself is very well made, so four stars."),
    (4, "Good, with one small thing",
     "Happy with it. The colour is a touch darker than on my screen, which I have come to like."),
    (4, "Solid", "Does what it should and feels as if it would do so for years. A bit dear, but fair."),
    (3, "Fine, I expected more",
     "There is nothing wrong with it. For the price I had hoped for something that makes me smile."),
    (2, "Not for us", "Well made, but smaller than I imagined. Read the measures. Sending it back was easy, at least."),
    (1, "Arrived damaged",
     "The box had been dropped and one corner was broken. A new one was sent at once, but it spoiled the birthday."),
    (5, "Precioso", "Mucho más bonito que en la foto. Llegó en tres días y muy bien embalado."),
    (4, "Muy buena calidad", "Se nota que está bien hecho. Le quito una estrella porque tardó más de lo que decía."),
    (5, "Repetiré", "Era para un regalo y al final me compré otro para mí. Encantada."),
    (3, "Correcto", "Está bien, sin más. Por el precio esperaba algo más grande."),
)  # fmt: skip

_TABLE: Final[tuple[Voice, ...]] = (
    (5, "Every morning",
     "The weight is right and it keeps the heat. It has become the one everybody in the house reaches for."),
    (5, "No two alike",
     "Mine has a slightly darker foot than my sister's, and each of us thinks she has the nicer one."),
    (4, "Lovely glaze", "The glaze is beautiful. One tiny pinhole near the foot that nobody but me will ever see."),
    (5, "Dishwasher proof", "Sixty rounds in the dishwasher by now and it looks like on the first day."),
    (3, "A little uneven", "I understand that it is handmade, but mine rocks a bit on the table. I put felt under it."),
    (5, "Muy bonito en la mesa", "El esmalte cambia con la luz. Ya tenemos cuatro y vamos a por los demás."),
)  # fmt: skip

VOICES: Final[dict[str, tuple[Voice, ...]]] = {
    "Home": (
        (5, "The room is calmer",
         "I moved it three times until it stood where it belongs. Since then the whole corner makes sense."),
        (5, "Warm and quiet", "Just the warmth I was looking for. Nothing shouts. Assembly took two minutes."),
        (4, "Beautiful material",
         "You can feel that it is the real thing. It shed a little in the first week, then stopped."),
        (4, "Looks expensive", "Visitors ask where it is from. I would have liked one more size to choose from."),
        (2, "Colour is off", "On my screen it was warmer. It is a fine piece, but not for my living room."),
        (5, "Calidez", "Da un ambiente precioso al salón. El material se nota natural."),
    ),
    "Kitchen": (
        (5, "Heats evenly", "Even to the edge, and it cleans itself almost. I gave away two older ones."),
        (5, "The one I use",
         "I own too many of these. This is the one that is always in the dishrack, because it is always in use."),
        (4, "Heavy, in a good way",
         "You need both hands when it is full. It sits well on the stove and looks good on the table."),
        (3, "Needs care",
         "It is good, but read the instructions: mine had a stain after the first week, my own fault."),
        *_TABLE,
    ),
    "Food & Drink": (
        (5, "Fresh", "Roasted two days before it came, as promised. The whole kitchen smells of it."),
        (5, "My everyday cup", "I have tried most of their range and keep coming back to this one."),
        (4, "Good, grind a touch coarse",
         "Lovely taste. For my machine it could be a little finer; I ordered whole beans the next time."),
        (4, "Very nice", "Clean and sweet, and it stays good when it gets cold. The tin is pretty enough to keep."),
        (2, "Too bright for me", "People who like fruit in the cup will be happy. I wanted chocolate."),
        (5, "Qué aroma", "Llegó recién hecho y se nota. Ya he pedido otro para la oficina."),
    ),
    "Clothing": (
        (5, "Fits as described",
         "I am between two sizes and took the larger one; that was right. Washed it five times, no change."),
        (5, "Worn all winter", "Warm, light, does not scratch. I have hardly taken it off since November."),
        (4, "Great cloth, long sleeves", "The cloth is wonderful. The sleeves are long on me, I turn them up."),
        (4, "Nice and simple", "No logo, good seams, a collar that stays where it is. It came a little creased."),
        (2, "Runs small", "I had to send it back for one size up. The exchange was quick, but check the table."),
        (5, "Talla perfecta", "La tela es muy buena y la talla, exacta. No encoge al lavarlo."),
    ),
    "Kids": (
        (5, "In use daily", "Our daughter has named it. I am told that this means it can never be given away."),
        (5, "Survived two siblings", "Thrown, bitten, left in the rain. Still whole. The colours are still there."),
        (4, "Lovely, a bit smaller",
         "Smaller than I had thought, but so well made. The paint does not smell of anything."),
        (4, "Washes well", "Went through the machine after an accident with jam. Came out as new, dried overnight."),
        (5, "Su favorito", "No se separa de él. Está muy bien cosido y se lava sin problema."),
    ),
    "Outdoors": (
        (5, "Three days of rain",
         "Three days in the hills and everything inside was dry. I cannot say the same of me."),
        (5, "Thought through", "Somebody who uses it has made it. Every strap is where the hand looks for it."),
        (4, "Light and tough", "Scratched it on the first day, and it only looks better. The zip was stiff at first."),
        (3, "Good, but heavy", "Very solid. For a weekend that is fine, for two weeks I would want something lighter."),
        (5, "Aguanta todo", "Lo llevo todos los fines de semana a la montaña y está como nuevo."),
    ),
    "Electronics": (
        (5, "It just works", "Out of the box, plugged in, done. No account, no app that wants my birthday."),
        (5, "Repairable, really",
         "I dropped it, ordered the part, and changed it with one screwdriver. More of this, please."),
        (4, "Very good sound and feel", "Better than what I had for twice the price. The manual could be longer."),
        (4, "Small and cool", "Stays cool, does not whine. The cable could be half a metre longer."),
        (2, "Did not like my network",
         "It took me an evening to connect it. Support answered kindly on a Sunday, and now it runs."),
        (1, "Stopped after a week",
         "Dead after eight days. It was replaced without questions, but I had expected better."),
    ),
    "Stationery": (
        (5, "Takes my ink", "No feathering, no bleeding, not even with the wet nib. I have bought three."),
        (5, "A pleasure to use", "It makes me want to write by hand, and I did not think that anything could."),
        (4, "Beautifully bound", "Lies flat at once. I would love it with numbered pages."),
        (3, "A bit stiff", "Nice material. It takes some weeks until it stops being stiff."),
        (5, "Papel excelente", "La tinta no traspasa y se abre plano. Mi cuaderno de siempre a partir de ahora."),
    ),
    "Ceramics": _TABLE,
    "Weaving": (
        (5, "The colours", "No photograph gets these colours. In the evening the blue turns nearly violet."),
        (5, "You see the hours",
         "You see how much work there is in it. A note with the weaver's name lay in the parcel."),
        (4, "Smells of sheep", "In a good way, and only for the first days. Very warm."),
        (5, "Una obra", "Lo tenemos en el salón y todo el mundo pregunta por él."),
    ),
    "Prints": (
        (5, "On the wall the same day", "Crisp, well framed, ready to hang. The paper has a lovely tooth."),
        (5, "Signed and numbered", "Number 12 of 60. It came flat, between two boards, and not a corner was bent."),
        (4, "Nicer than I thought",
         "The red is softer than on the screen. I would have liked the frame a shade darker."),
        (5, "Preciosa estampa", "El papel es una maravilla y llegó perfectamente protegida."),
    ),
}  # fmt: skip
