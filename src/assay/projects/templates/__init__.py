"""The gallery of labeling configurations that a project can start from.

Each row belongs to the XML file of its name in this folder. They are grouped as people search for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

TEXT = "Text"
IMAGE = "Pictures"


@dataclass(frozen=True, slots=True)
class Template:
    """A labeling configuration to start from. `sample` is the data of one item that shows what it is for."""

    id: str
    title: str
    group: str
    description: str
    config: str
    sample: Mapping[str, str]


def _template(id: str, group: str, title: str, description: str, **sample: str) -> Template:
    config = files(__name__).joinpath(f"{id}.xml").read_text(encoding="utf-8")
    return Template(id, title, group, description, config, sample)


TEMPLATES: tuple[Template, ...] = (
    _template(
        "sentiment",
        TEXT,
        "Sentiment",
        "Say whether a text is positive, neutral or negative.",
        text="The hinges squeaked on the first day, but two drops of oil later I would not give this cupboard back.",
    ),
    _template(
        "text-classification",
        TEXT,
        "Text classification",
        "Sort texts into sections: one answer for each text.",
        text="Divers have mapped a reef off the northern coast that was thought to have died forty years ago.",
    ),
    _template(
        "text-topics",
        TEXT,
        "Topics",
        "Tag a text with every topic it touches: several answers for each text.",
        text="Arrived a week late in a crushed box, and nobody answers the telephone. The lamp itself is lovely.",
    ),
    _template(
        "named-entities",
        TEXT,
        "Named entities",
        "Mark the people, organizations, places and dates in a text.",
        text="In May 1889 Clara Voss opened the first workshop of Voss & Daughters in Trieste, on the Canal Grande.",
    ),
    _template(
        "entities-and-sentiment",
        TEXT,
        "Aspects and sentiment",
        "Mark what a review talks about and judge it as a whole.",
        text="The tent stood through two storms without a drop inside, although the zip of the door jams in the cold.",
    ),
    _template(
        "image-classification",
        IMAGE,
        "Picture classification",
        "Say what a picture shows: one answer for each picture.",
        image="/static/samples/meadow-01.png",
    ),
    _template(
        "object-detection",
        IMAGE,
        "Object detection",
        "Draw a box around every object and name it.",
        image="/static/samples/crossing-01.png",
    ),
    _template(
        "objects-and-scene",
        IMAGE,
        "Objects and scene",
        "Draw boxes around objects and answer a question about the whole picture.",
        image="/static/samples/harbour-01.png",
    ),
    _template(
        "objects-with-state",
        IMAGE,
        "Objects with attributes",
        "Draw boxes and answer a question about each of them.",
        image="/static/samples/meadow-01.png",
    ),
)
