"""What lists call an item."""

from __future__ import annotations

import pytest

from assay.tasks.service import title_of


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ({"text": "Two  words"}, "Two words"),
        ({"image": "https://files.example/street/01.png?size=2"}, "01.png"),
        ({"image": "s3://street/rainy days/front left.png"}, "front left.png"),
        ({"image": "https://files.example/rainy%20days/front%20left.png"}, "front left.png"),
        ({"text": "https://files.example is where they are"}, "https://files.example is where they are"),
        ({"images": ["https://files.example/01.png", "/data/02.png"]}, "01.png, 02.png"),
        ({"numbers": [1, 2], "images": [], "text": "Here"}, "Here"),
        ({"html": '<article>\n<h1>The <b>last</b> yard</h1><p class="lead"'}, "The last yard"),
        (
            {"html": "<style>p { top: 0 }</style><!-- a --><p>Seen</p><SCRIPT>x = 1</SCRIPT> words"},
            "Seen words",
        ),
        ({"html": "<p>Seen</p><style>p { color: red"}, "Seen"),
        ({"html": """<p title="a > b">Seen</p><iframe srcdoc="<script>x = 1</script>"></iframe>"""}, "Seen"),
        ({"text": "3 < 4 > 2"}, "3 < 4 > 2"),
        ({"number": 4, "html": "<p></p>", "text": "Here"}, "Here"),
        ({}, ""),
    ],
)
def test_a_title_is_the_name_of_the_file_or_the_first_words(data: dict[str, object], title: str) -> None:
    assert title_of(data, ()) == title
