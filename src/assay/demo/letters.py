"""Letters and notes of a service desk, with the names in them marked.

In the source a name is written as [Mira Kovac|Person]; `LETTERS` holds the plain text and where the names are, counted
in characters (code points).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ENTITIES = ("Person", "Product", "Place", "Date", "Amount", "Reference")


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a text: characters from `start` up to and without `end`."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A text and the names in it, in order."""

    text: str
    spans: tuple[Span, ...]


_MARK = re.compile(r"\[([^|\]]+)\|([A-Za-z]+)\]")


def marked(source: str) -> Letter:
    """The letter that a marked source describes."""
    text = ""
    spans: list[Span] = []
    last = 0
    for mark in _MARK.finditer(source):
        text += source[last : mark.start()]
        name, label = mark.groups()
        spans.append(Span(len(text), len(text) + len(name), name, label))
        text += name
        last = mark.end()
    return Letter(text + source[last:], tuple(spans))


_SOURCES = (
    "Dear team,\n\non [3 March|Date] I bought a [Nordlys 40 lamp|Product] at your shop in [Bergen|Place]. The switch "
    "stopped working after a week. I paid [489 kroner|Amount] and would like a new one rather than the money. The "
    "receipt number is [B-20417|Reference].\n\nWarm regards,\n[Ingrid Solheim|Person]",
    "[Tomas Ruiz|Person] called about the invoice [INV-7731|Reference]. He says that the [120 euros|Amount] for "
    "installation were waived when he ordered the [Calder heat pump|Product] in [Zaragoza|Place]. Please check with "
    "[Lucía Ortega|Person] before [Friday|Date].",
    "Hello,\n\nmy parcel was last seen in [Rotterdam|Place] on [12 October|Date]. The tracking number is "
    "[NL 4482 9917 03|Reference]. It holds two [Minto travel mugs|Product], a birthday present for my brother "
    "[Jan|Person]. Can somebody look for it?\n\nThank you,\n[Annelies de Wit|Person]",
    "Note for the night shift: the [Hedda 2 pump|Product] in the plant at [Linz|Place] was stopped by hand at 22:10. "
    "[Markus Leitner|Person] has the key. Report [PR-0093|Reference] is open until [15 June|Date].",
    "To whom it may concern,\n\nI cancel my contract [K-55120-8|Reference] as of [31 December|Date]. Please refund the "
    "deposit of [CHF 250|Amount] to the account you know.\n\n[Reto Amstutz|Person], [Winterthur|Place]",
    "[Priya Raman|Person] from our office in [Chennai|Place] reports that the last delivery held 40 instead of 400 "
    "units of the [Vayu filter|Product]. The order was [PO-118-C|Reference], the value [₹96,000|Amount]. She needs the "
    "rest by [the end of May|Date].",
    "Dear [Mr Daniels|Person],\n\nthank you for meeting us in [Leeds|Place] on [Tuesday|Date]. As agreed we will run "
    "the [Larkspur scheduler|Product] for three months at [£1,150|Amount] a month. The offer [Q-2219|Reference] is "
    "attached.\n\nKind regards,\n[Hannah Price|Person]",
    "The customer at table six, a [Ms Okafor|Person], left her tablet, an [Aster Slate 9|Product], behind on "
    "[Saturday|Date]. It is in the safe under [number 17|Reference]. She lives in [Enugu|Place] and flies home on "
    "[Monday morning|Date].",
    "Hi, I moved from [Lyon|Place] to [Grenoble|Place] on [1 September|Date] and since then your bills go to the old "
    "flat. My customer number is [FR-88-10245|Reference]. The last one was [64,90 €|Amount], which I have paid. "
    "[Camille Faure|Person]",
    "Summary of the call with [Aiko Tanaka|Person]: the [Sora camera|Product] loses its clock whenever the battery is "
    "changed. Bought in [Osaka|Place] on [20 January|Date] for [¥32,800|Amount]. She asks for a repair, case "
    "[JP-5561|Reference].",
    "Good morning,\n\nour reading group in [Galway|Place] ordered eleven copies of the [Tidewater atlas|Product] on "
    "[6 April|Date]. Ten came. We paid [€330|Amount] in all. The order was [TA-11-R|Reference].\n\n"
    "[Niamh Kelly|Person] for the group",
    "[Pavel Novák|Person] wants to know whether the guarantee of his [Brisk 3 mower|Product], bought in [Brno|Place] "
    "in [May 2023|Date], covers the blade. If not, he accepts the offer of [1 890 Kč|Amount] under "
    "[CZ-0420|Reference].",
    "Please forward this to [Elif Aydin|Person]. The pallets with the [Kumru kettle|Product] stand in [Izmir|Place] "
    "since [9 August|Date] because the customs form [TR-77/12|Reference] lacks a stamp. Storage costs "
    "[850 lira|Amount] a day.",
    "Hello [Jonas|Person], the museum in [Aarhus|Place] would like to borrow the [Fjord projector|Product] again from "
    "[2 to 9 November|Date]. Last year they paid [1,400 kroner|Amount]. Could you open a booking and send them the "
    "number? Regards, [Lena Vogt|Person]",
    "Complaint taken at the counter in [Porto|Place]: [Beatriz Sousa|Person] was sold a [Maré raincoat|Product] with a "
    "torn lining on [Thursday|Date]. She was offered [15 euros|Amount] off and declined. File "
    "[PT-C-301|Reference].",
    "Your reminder of [4 July|Date] has crossed with my payment. I transferred [$212.40|Amount] on [1 July|Date] with "
    "the reference [ACME-9902|Reference]. Please stop sending people to my house in [Duluth|Place].\n\n"
    "[Walter Engstrom|Person]",
    "Hand-over: [Owen Daniels|Person] takes the account of the clinic in [Cardiff|Place] from [Mira Kovac|Person] on "
    "[Monday|Date]. Open point: the [Pulse monitor|Product] rental, [£90|Amount] a week, ticket [WAL-31|Reference].",
    "Dear Sir or Madam,\n\nI found your [Quill fountain pen|Product] on a train between [Turin|Place] and "
    "[Milan|Place] on [18 February|Date]. Engraved on it is a number, [0387-T|Reference]. I would like to give it back "
    "to its owner.\n\n[Giulia Ferrero|Person]",
    "The school in [Kuopio|Place] asks for a quote: 24 [Havu desks|Product], delivery before [10 August|Date], budget "
    "[7 200 euros|Amount]. Contact is [Eero Lahtinen|Person], request [K-24-08|Reference].",
    "[Fatima Zahra El Idrissi|Person] returned the [Atlas backpack|Product] in [Rabat|Place] because the strap is "
    "shorter than in the picture. Full refund of [640 dirhams|Amount] approved on [21 March|Date], "
    "[RMA-1908|Reference].",
    "Quick question: does the [Ember stove|Product] that you showed in [Graz|Place] last [weekend|Date] burn pellets "
    "too? If so I would take two. My number from the raffle was [A-114|Reference], in case I won something. "
    "[Sepp Hofer|Person]",
    "We have no record of a payment of [R 1.250,00|Amount] by [João Batista|Person] for the [Ipê bench|Product]. The "
    "bank in [Curitiba|Place] confirms a transfer on [11 May|Date] with the code [BR-778-K|Reference]. Somebody please "
    "look again.",
    "Incident of [5 December|Date]: during the demonstration in [Warsaw|Place] the [Kestrel drone|Product] touched a "
    "cable. Nobody was hurt. [Agnieszka Wilk|Person] estimates the damage at [3 000 złoty|Amount]. Insurance number "
    "[PZ-6612|Reference].",
    "Hi there! The [Dune tent|Product] arrived in [Tucson|Place] yesterday, two weeks early, and [Grandma Rose|Person] "
    "has already slept in it. No reference number, no complaint, just thanks.",
    "Please change the delivery of order [AU-2077|Reference] from [Hobart|Place] to [Launceston|Place]. "
    "[Matilda Byrne|Person] will be at home on [the 19th|Date] only. The [Wattle bookcase|Product] does not fit "
    "through the back door.",
    "Minutes, [14 April|Date]: [Dr Lindqvist|Person] will test the [Silva hearing aid|Product] with nine patients in "
    "[Uppsala|Place]. The grant of [SEK 180,000|Amount] covers it. Approval [EPN 55-2|Reference] is on file.",
    "[Kwame Mensah|Person] says that the [Sahel solar kit|Product] he installed near [Tamale|Place] gives half of what "
    "the sheet promises. He has measured every day since [1 June|Date]. His table is attached to "
    "[GH-0915|Reference].",
    "Dear [Mrs Papadaki|Person],\n\nwe are sorry that the [Meltemi fan|Product] reached you in [Chania|Place] without "
    "its remote. It was sent on [22 July|Date] by express, at no cost to you; the usual [€8.50|Amount] has been taken "
    "off. Your case is [GR-412|Reference].",
    "The couple in cabin 12, [Liam and Aoife Byrne|Person], lost a suitcase when changing ships in [Split|Place] on "
    "[30 August|Date]. Inside: a [Lumen reader|Product] worth [€140|Amount]. Claim [HR-S-88|Reference].",
    'Voice message, [Wednesday|Date] 08:15: "This is [Mei-Ling Chou|Person] in [Tainan|Place]. The [Jade rice cooker|'
    'Product] beeps all night. I have tried everything in the booklet. Please call me, case [TW-303|Reference]."',
)

LETTERS = tuple(marked(source) for source in _SOURCES)
