"""Templates for pictures."""

from __future__ import annotations

from assay.projects.templates import samples
from assay.projects.templates.template import Template, template

VISION = "Computer vision"

TEMPLATES: tuple[Template, ...] = (
    template(
        "object-detection",
        VISION,
        "Object detection",
        "Draw a box around every object and name it.",
        "bbox bounding boxes rectangles yolo coco detector image picture",
        image=samples.CROSSING,
    ),
    template(
        "rotated-boxes",
        VISION,
        "Rotated boxes",
        "Draw boxes that lie along their objects, at any angle.",
        "obb oriented bounding box turned angle aerial satellite image picture",
        image=samples.HARBOUR,
    ),
    template(
        "objects-with-state",
        VISION,
        "Objects with attributes",
        "Draw boxes and answer a question about each of them.",
        "bbox attributes occluded truncated per region image picture",
        image=samples.MEADOW,
    ),
    template(
        "objects-and-scene",
        VISION,
        "Objects and scene",
        "Draw boxes around objects and answer a question about the whole picture.",
        "bbox weather conditions scene classification image picture",
        image=samples.HARBOUR,
    ),
    template(
        "polygons",
        VISION,
        "Instance segmentation with polygons",
        "Click around each thing to outline it exactly.",
        "polygon outline contour segmentation mask coco image picture",
        image=samples.MEADOW,
    ),
    template(
        "brush-masks",
        VISION,
        "Semantic segmentation with a brush",
        "Paint every pixel that belongs to a class.",
        "brush mask pixel segmentation rle paint eraser image picture",
        image=samples.MEADOW,
    ),
    template(
        "key-points",
        VISION,
        "Key points and pose",
        "Box each person and set the points of the body.",
        "keypoints landmarks skeleton pose joints face image picture",
        image=samples.CROSSING,
    ),
    template(
        "ellipses",
        VISION,
        "Ellipses",
        "Draw ellipses around wheels, cells and whatever else is round.",
        "circle oval cells round image picture",
        image=samples.CROSSING,
    ),
    template(
        "image-classification",
        VISION,
        "Image classification",
        "Say what a picture shows: one answer for each picture.",
        "picture classes categories tags scene",
        image=samples.MEADOW,
    ),
    template(
        "picture-series",
        VISION,
        "Classification of picture series",
        "Judge each picture of a series, and the series as a whole.",
        "multi image several pictures gallery per item sequence album",
        images=[samples.CROSSING, samples.HARBOUR, samples.MEADOW],
    ),
    template(
        "picture-moderation",
        VISION,
        "Picture moderation",
        "Decide whether a picture may be published, and why not.",
        "moderation nsfw safety unsafe content policy conditions image",
        image=samples.CROSSING,
    ),
    template(
        "visual-questions",
        VISION,
        "Visual question answering",
        "Answer a question that comes with each picture.",
        "vqa question answer multimodal llm image picture",
        image=samples.CROSSING,
        question="How many people are crossing the street?",
    ),
    template(
        "picture-captions",
        VISION,
        "Picture captions",
        "Describe what a picture shows.",
        "captioning description alt text image picture",
        image=samples.HARBOUR,
    ),
    template(
        "text-in-pictures",
        VISION,
        "Text in pictures",
        "Box each line of text and write what it says.",
        "ocr optical character recognition transcription reading scene text image",
        image=samples.RECEIPT,
    ),
    template(
        "picture-relations",
        VISION,
        "Objects and their relations",
        "Box things and say how they belong together.",
        "scene graph relations visual relationship bbox links image picture",
        image=samples.CROSSING,
    ),
)
