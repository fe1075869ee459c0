"""Short messages that customers might send, and the sentiment that one careful reader would give each of them."""

from __future__ import annotations

from dataclasses import dataclass

SENTIMENTS = ("Positive", "Negative", "Neutral", "Mixed")


@dataclass(frozen=True, slots=True)
class Message:
    """A message, where it came from, and a sentiment. `open_to_doubt` marks those that readers may well disagree on."""

    text: str
    channel: str
    sentiment: str
    open_to_doubt: bool = False


MESSAGES = (
    Message("The new filters saved me an hour today. Whoever built them: thank you!", "chat", "Positive"),
    Message("Third time this week that the export stops at 99 %. I have a deadline tonight.", "ticket", "Negative"),
    Message("How do I move a subscription to another card?", "chat", "Neutral"),
    Message("Delivery took nine days instead of two, but the lamp itself is gorgeous.", "review", "Mixed"),
    Message("I was on hold for 40 minutes and then the line went dead.", "phone note", "Negative"),
    Message("Works as described.", "review", "Neutral", open_to_doubt=True),
    Message(
        "Your technician was early, friendly, and left the kitchen cleaner than she found it.", "survey", "Positive"
    ),
    Message("Great, another update that moves the button I use most.", "app store", "Negative", open_to_doubt=True),
    Message("Please send the invoice for August to our accounting address.", "e-mail", "Neutral"),
    Message("The app is quick, the widgets are pretty, and the battery is empty by noon.", "app store", "Mixed"),
    Message("Cancelled after the trial. Nothing wrong with it, we just do not need it.", "survey", "Neutral", True),
    Message("My daughter has slept through every night since we bought this fan.", "review", "Positive"),
    Message("Charged twice for one order and nobody answers. I will call my bank next.", "ticket", "Negative"),
    Message("Is the blue one back in stock before the holidays?", "chat", "Neutral"),
    Message("I wanted to hate the redesign. I cannot. It is better in every way.", "survey", "Positive"),
    Message("Support fixed my problem in five minutes; it had taken me two days to reach them.", "survey", "Mixed"),
    Message("The zip broke on day three. For this price I expected more.", "review", "Negative"),
    Message("It is fine.", "review", "Neutral", open_to_doubt=True),
    Message("Refund arrived the same afternoon, exactly as promised.", "e-mail", "Positive"),
    Message("Reminder: our contract ends on 30 November. Please confirm the hand-over date.", "e-mail", "Neutral"),
    Message("Would buy again if the instructions were written for humans.", "review", "Mixed", open_to_doubt=True),
    Message(
        "You lost my parcel, found it, lost it again. At this point I am almost impressed.", "chat", "Negative", True
    ),
    Message(
        "The keyboard feels wonderful and is so loud that my team has asked me to work elsewhere.", "review", "Mixed"
    ),
    Message("Can two people share one workspace on the basic plan?", "chat", "Neutral"),
    Message("Best coffee grinder I have owned, and I have owned five.", "review", "Positive"),
    Message(
        "The chat bot sent me in circles until I typed nonsense, and then a person appeared.", "survey", "Negative"
    ),
    Message("Package received, seal intact, serial number matches the label.", "e-mail", "Neutral"),
    Message(
        "Beautiful photos, useless map. We walked an hour in the wrong direction and still had fun.", "review", "Mixed"
    ),
    Message(
        "Since the last release the night shift can finally see whose turn it is. Huge relief.", "ticket", "Positive"
    ),
    Message("I have explained this four times now to four people. Read the ticket.", "ticket", "Negative"),
    Message("The replacement is on its way according to the tracking page.", "chat", "Neutral"),
    Message(
        "Not the cheapest, not the fastest, but it has never let me down in six years.", "review", "Positive", True
    ),
    Message("Your own form rejects your own voucher code.", "chat", "Negative"),
    Message(
        "We tested three tools. Yours lost on price and won on everything else.", "survey", "Mixed", open_to_doubt=True
    ),
    Message("Kindly note that I shall be away until the 14th.", "e-mail", "Neutral"),
    Message(
        "The smell is gone after the second wash, so I am keeping it, though I was close to sending it back.",
        "review",
        "Mixed",
    ),
    Message("An absolute joy. My father, 82, set it up alone.", "review", "Positive"),
    Message(
        "Screens freeze whenever two of us edit the same sheet. We lost the minutes of a whole meeting.",
        "ticket",
        "Negative",
    ),
    Message("Thanks.", "chat", "Neutral", open_to_doubt=True),
    Message(
        "Sorry for shouting on the phone earlier. Your colleague was patient and sorted everything out.",
        "e-mail",
        "Positive",
    ),
)
