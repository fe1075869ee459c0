"""Templates for what is read: texts, documents and conversations."""

from __future__ import annotations

from assay.projects.templates import samples
from assay.projects.templates.template import Template, template

TEXT, DOCUMENTS, CONVERSATIONS = "Text", "Documents", "Conversations"

TEMPLATES: tuple[Template, ...] = (
    template(
        "sentiment",
        TEXT,
        "Sentiment",
        "Say whether a text is positive, neutral or negative.",
        "opinion mood polarity classification nlp",
        text="The hinges squeaked on the first day, but two drops of oil later I would not give this cupboard back.",
    ),
    template(
        "text-classification",
        TEXT,
        "Text classification",
        "Sort texts into sections: one answer for each text.",
        "categories classes news single label nlp",
        text="Divers have mapped a reef off the northern coast that was thought to have died forty years ago.",
    ),
    template(
        "text-topics",
        TEXT,
        "Topics",
        "Tag a text with every topic it touches: several answers for each text.",
        "multi label tags classification nlp",
        text="Arrived a week late in a crushed box, and nobody answers the telephone. The lamp itself is lovely.",
    ),
    template(
        "text-tree",
        TEXT,
        "Taxonomy",
        "Sort texts into a tree of subjects.",
        "hierarchy nested categories tree classification tickets routing nlp",
        text="The kettle works, but its lid cracked in the move. Can I order a new one, "
        "or do I have to buy the whole thing again?",
    ),
    template(
        "named-entities",
        TEXT,
        "Named entities",
        "Mark the people, organizations, places and dates in a text.",
        "ner named entity recognition spans tagging conll spacy nlp",
        text="In May 1889 Clara Voss opened the first workshop of Voss & Daughters in Trieste, on the Canal Grande.",
    ),
    template(
        "entity-relations",
        TEXT,
        "Entities and their relations",
        "Mark entities and draw how they are related.",
        "relation extraction ner knowledge graph links nlp",
        text="Hartmann Marine, founded in Kiel in 1921, sold its yard in Trieste to Clara Voss. "
        "She had led it since 2009.",
    ),
    template(
        "entities-and-sentiment",
        TEXT,
        "Aspects and sentiment",
        "Mark what a review talks about and judge it as a whole.",
        "aspect based absa opinion review spans nlp",
        text="The tent stood through two storms without a drop inside, although the zip of the door jams in the cold.",
    ),
    template(
        "spans-with-attributes",
        TEXT,
        "Spans with attributes",
        "Mark spans and answer a question about each of them.",
        "clinical medical ner attributes per region negation nlp",
        text="Take 400 mg of ibuprofen twice a day after meals. Stop aspirin. "
        "No penicillin: the patient had a rash in 2019.",
    ),
    template(
        "answers-in-texts",
        TEXT,
        "Question answering",
        "Mark the stretch of a text that answers a question.",
        "qa squad reading comprehension span extractive nlp",
        question="When does the first electric boat start?",
        text="The line was opened in 1908 with a steam launch that took forty people. Since 1974 the crossing has been "
        "made by motor ferries, and in 2026 the first electric boat goes into service.",
    ),
    template(
        "translation-review",
        TEXT,
        "Translation review",
        "Compare a translation with its source, mark errors and improve it.",
        "machine translation mt mqm post editing quality language",
        source="Bitte schließen Sie die Luke, bevor Sie den Motor starten.",
        translation="Please close the hatch before you start the engine.",
    ),
    template(
        "summaries",
        TEXT,
        "Summaries",
        "Summarise a text and mark the sentences that matter.",
        "summarization summarisation abstract tldr llm nlp",
        text="The council met on Monday to discuss the harbour wall. Engineers reported that two of its six sections "
        "move by a few millimetres each winter. Repairs would cost 1.2 million and take two summers. Fishermen asked "
        "that the work begin only after the season. The council will decide in May.",
    ),
    template(
        "content-moderation",
        TEXT,
        "Content moderation",
        "Decide about a comment; further questions come only when they are needed.",
        "toxicity hate speech abuse safety policy conditions trust nlp",
        text="You people should be banned from the harbour. "
        "Whoever parks here again will find his tyres flat, I promise.",
    ),
    template(
        "document-facts",
        DOCUMENTS,
        "PDF classification",
        "Read a PDF, say what it is and note its facts.",
        "pdf document invoice contract classification extraction",
        pdf=samples.INVOICE,
    ),
    template(
        "receipt-fields",
        DOCUMENTS,
        "Fields of a receipt",
        "Box the fields of a scanned form and write what they hold.",
        "ocr key value extraction form invoice receipt scan bbox",
        image=samples.RECEIPT,
    ),
    template(
        "html-entities",
        DOCUMENTS,
        "Entities in HTML",
        "Mark entities in a page with headings, lists and tables.",
        "html web page ner hypertext article spans",
        html=samples.ARTICLE,
    ),
    template(
        "dialogue-acts",
        CONVERSATIONS,
        "Dialogue acts",
        "Mark what people do with their words, and how the talk ended.",
        "chat dialog conversation paragraphs call transcript spans",
        dialogue=list(samples.DIALOGUE),
    ),
    template(
        "intents-and-slots",
        CONVERSATIONS,
        "Intents and slots",
        "Say what somebody wants and mark the details.",
        "nlu chatbot assistant intent slot filling utterance",
        text="Book two seats on the nine o'clock ferry to the island for Saturday, please.",
    ),
    template(
        "response-rating",
        CONVERSATIONS,
        "Rating of a response",
        "Rate an answer, mark its faults and decide whether it can be sent.",
        "llm chatbot response quality helpfulness rlhf rating",
        question=samples.QUESTION,
        answer=samples.ANSWERS[1],
    ),
)
