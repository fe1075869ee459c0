"""Small data sets with published results. Numbers only; the source of each stands with it."""

from __future__ import annotations

# Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): worked examples A, B and C.
MEG_AND_OWEN = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
BEN_AND_GERRY = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
FOUR_OBSERVERS = list(
    zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
        strict=True,
    )
)

# Fleiss, "Measuring nominal scale agreement among many raters" (1971): 30 patients, 6 diagnoses of 5 kinds each. Raters
# differ from patient to patient. One text per patient, one digit per diagnosis.
FLEISS_1971 = (
    "444444",
    "222555",
    "233335",
    "555555",
    "222444",
    "113333",
    "333355",
    "113334",
    "114444",
    "555555",
    "144444",
    "124444",
    "222333",
    "144444",
    "224445",
    "333335",
    "111455",
    "111112",
    "224444",
    "133555",
    "555555",
    "244444",
    "224555",
    "114444",
    "144445",
    "222224",
    "111155",
    "224444",
    "133333",
    "555555",
)

# The example of Fleiss' kappa on Wikipedia: 10 subjects, 5 categories, 14 raters.
WIKIPEDIA = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)

# Cohen, "A coefficient of agreement" (1960) and "Weighted kappa" (1968): proportions of 200, weights of disagreement.
COHEN_TABLE = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
COHEN_SYMMETRIC = ((0, 1, 3), (1, 0, 6), (3, 6, 0))
COHEN_ASYMMETRIC = ((0, 1, 4), (1, 0, 6), (2, 2, 0))

# Gwet, "Handbook of inter-rater reliability" (2014): four raters with missing ratings, two abstractors, two raters.
RAW_4_RATERS = (
    (1, 1, None, 1),
    (2, 2, 3, 2),
    (3, 3, 3, 3),
    (3, 3, 3, 3),
    (2, 2, 2, 2),
    (1, 2, 3, 4),
    (4, 4, 4, 4),
    (1, 1, 2, 1),
    (2, 2, 2, 2),
    (None, 5, 5, 5),
    (None, None, 1, 1),
    (None, None, 3, None),
)
ABSTRACTORS = ((13, 0, 0), (0, 20, 7), (0, 4, 56))
BEN_AND_GERRY_MISSING = (
    ("a", "b"),
    ("a", "a"),
    ("b", "b"),
    ("b", "b"),
    ("d", "b"),
    ("c", "c"),
    ("c", "c"),
    ("c", "c"),
    ("e", "e"),
    ("d", None),
    ("d", "d"),
    ("a", "d"),
)

# Wikipedia, "Krippendorff's alpha": three coders, fifteen units.
THREE_CODERS = list(
    zip(
        [None, None, None, None, None, 3, 4, 1, 2, 1, 1, 3, 3, None, 3],
        [1, None, 2, 1, 3, 3, 4, 3, None, None, None, None, None, None, None],
        [None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4],
        strict=True,
    )
)
