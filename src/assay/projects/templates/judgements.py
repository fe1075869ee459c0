"""Templates for comparing, rating and checking: answers, results, records, and what models predict."""

from __future__ import annotations

from assay.projects.templates import samples
from assay.projects.templates.template import Template, template

RANKING, STRUCTURED, MODELS = "Ranking and comparison", "Structured data", "Quality of model output"

TEMPLATES: tuple[Template, ...] = (
    template(
        "pairs-of-texts",
        RANKING,
        "Two texts side by side",
        "Choose the better one of two texts.",
        "pairwise comparison preference ab test rlhf",
        first=samples.PAIR[0],
        second=samples.PAIR[1],
    ),
    template(
        "pairs-of-pictures",
        RANKING,
        "Two pictures side by side",
        "Choose the picture that fits a wish better.",
        "pairwise comparison preference generated images text to image diffusion",
        wish="A quiet place by the water",
        first=samples.CROSSING,
        second=samples.HARBOUR,
    ),
    template(
        "model-answers",
        RANKING,
        "Answers of two models",
        "Rate two answers to a question, choose one and say why.",
        "llm rlhf preference pairwise chat evaluation dpo",
        question=samples.QUESTION,
        first=samples.ANSWERS[0],
        second=samples.ANSWERS[1],
    ),
    template(
        "ranked-results",
        RANKING,
        "Ranking of results",
        "Put search results or answers in order.",
        "ranker search relevance order llm answers retrieval rag",
        query="is the ferry going when it is windy",
        results=list(samples.RESULTS),
    ),
    template(
        "sorted-results",
        RANKING,
        "Sorting results into buckets",
        "Sort search results by how well they answer.",
        "ranker buckets relevance judgement search retrieval rag",
        query="is the ferry going when it is windy",
        results=list(samples.RESULTS),
    ),
    template(
        "rating-form",
        RANKING,
        "Rating form",
        "Rate a text by several criteria.",
        "stars score survey rubric evaluation likert",
        text=samples.PAIR[1],
    ),
    template(
        "record-review",
        STRUCTURED,
        "Record review",
        "Check a record of a database field by field.",
        "table tabular data cleaning row key value",
        record=samples.RECORD,
    ),
    template(
        "table-check",
        STRUCTURED,
        "Table check",
        "Check whether the rows of a table fit together.",
        "tabular spreadsheet csv rows data cleaning",
        rows=[
            {"Day": "2026-03-02", "Pier": 3, "Boat": "Aurora", "Tickets": 184, "Revenue": "1,656.00"},
            {"Day": "2026-03-03", "Pier": 3, "Boat": "Aurora", "Tickets": 171, "Revenue": "1,539.00"},
            {"Day": "2026-03-04", "Pier": 1, "Boat": "Nina", "Tickets": 96, "Revenue": "8,640.00"},
            {"Day": "2026-03-05", "Pier": 3, "Boat": "Aurora", "Tickets": 202, "Revenue": "1,818.00"},
        ],
    ),
    template(
        "detections-check",
        MODELS,
        "Checking detections",
        "Judge each box that a model suggests and add what it missed.",
        "prediction review pre-annotation bbox detector quality image",
        image=samples.CROSSING,
    ),
    template(
        "classification-check",
        MODELS,
        "Checking a classifier",
        "Say whether a model is right, and what is right when it is not.",
        "prediction review text classification confidence accuracy",
        text="Thank you for the quick help with my order. The replacement came today and works.",
        prediction="Complaint, 71 % sure",
    ),
    template(
        "answer-check",
        MODELS,
        "Fact check of an answer",
        "Mark which claims of an answer its source supports.",
        "hallucination grounding rag factuality llm attribution",
        source="The ferry runs from April to October. Dogs travel free and on the lead. Bicycles cost three euros. "
        "Tickets are sold at Pier 3 and on board.",
        answer="The ferry runs all year. Dogs travel free, bicycles cost three euros, and groups get a discount.",
    ),
)
