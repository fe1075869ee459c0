"""Answers to questions: choices, trees, ratings, numbers, dates, texts, comparisons and rankings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from assay.kit.errors import Problem
from assay.projects.rules.labeling.results.entry import Entry, is_number, is_words, listed
from assay.projects.rules.labeling.results.labels import refused_words

# Entries of a list that stand in no bucket.
LEFT_OVER = "_"


def check_choices(entry: Entry) -> Iterator[Problem]:
    """`{choices: [...]}`; where answers nest, each may be the way down to it."""
    if entry.control.nested:
        yield from _check_paths(entry, "choices")
    else:
        refused = refused_words(entry, "choices", [entry.control], required=True)
        if refused:
            yield refused


def check_taxonomy(entry: Entry) -> Iterator[Problem]:
    """`{taxonomy: [[top, ..., chosen], ...]}`"""
    yield from _check_paths(entry, "taxonomy")


def _check_paths(entry: Entry, key: str) -> Iterator[Problem]:
    control, chosen = entry.control, entry.value.get(key, [])
    if not isinstance(chosen, list):
        yield entry.problem(key, "is not a list of answers.", 'Write [["top", "chosen"]].')
        return
    if key == "choices":
        chosen = [[way] if isinstance(way, str) else way for way in chosen]
    if not all(is_words(way) and way for way in chosen):
        yield entry.problem(key, "is not a list of ways through the tree.", 'Write [["top", "chosen"]].')
        return
    ways = [tuple(way) for way in chosen]
    is_known = not control.options_field or entry.knows_item
    unknown = next((way for way in ways if way not in control.paths), None) if is_known else None
    leaves = control.attributes.get("leafsOnly") == "true"
    most = int(control.attributes.get("maxUsages") or 0)
    if unknown is not None:
        message = f'"{" / ".join(unknown)}" is no answer of <{control.tag} name="{control.name}">.'
        yield entry.problem(key, message, f"Write the way from the top, through: {listed(control)}.")
    elif len(set(ways)) < len(ways):
        yield entry.problem(key, "names an answer twice.", "Write each answer once.")
    elif not entry.strict:
        return
    elif not ways:
        yield entry.problem(key, "is empty.", "Choose an answer, or leave the entry out.")
    elif leaves and (
        branch := next((way for way in ways if way in control.paths and control.paths[way].children), None)
    ):
        yield entry.problem(key, f'"{branch[-1]}" has entries below it.', "Choose one of those.")
    elif (most and len(ways) > most) or (not control.multiple and len(ways) > 1):
        takes = most or 1
        yield entry.problem(key, f'has {len(ways)} answers, but "{control.name}" takes {takes}.', "Choose fewer.")


def check_rating(entry: Entry) -> Iterator[Problem]:
    """`{rating: 4}`"""
    given, most = entry.value.get("rating"), int(entry.control.attributes.get("maxRating") or 5)
    if not is_number(given):
        yield entry.problem("rating", "is not a number.", f"Write 1 to {most}.")
    elif entry.strict and (given != int(given) or not 1 <= given <= most):
        yield entry.problem("rating", f"is not one of the {most} ratings.", f"Write 1 to {most}.")


def check_number(entry: Entry) -> Iterator[Problem]:
    """`{number: 12.5}`"""
    given, bounds = entry.value.get("number"), entry.control.attributes
    if not is_number(given):
        yield entry.problem("number", "is not a number.", "Write a number, without quotes.")
    elif entry.strict and bounds.get("min", "").strip() and given < float(bounds["min"]):
        yield entry.problem("number", f"is below {bounds['min']}.", f"Write at least {bounds['min']}.")
    elif entry.strict and bounds.get("max", "").strip() and given > float(bounds["max"]):
        yield entry.problem("number", f"is above {bounds['max']}.", f"Write at most {bounds['max']}.")


def check_datetime(entry: Entry) -> Iterator[Problem]:
    """`{datetime: "2026-05-17"}`, in ISO unless the configuration has a format."""
    given = entry.value.get("datetime")
    if not isinstance(given, str) or not given:
        yield entry.problem("datetime", "is not a text.", 'Write it like "2026-05-17".')
    elif entry.strict and not _is_moment(given, entry):
        yield entry.problem("datetime", f'"{given}" is no date or time.', 'Write it like "2026-05-17T09:30".')


def _is_moment(given: str, entry: Entry) -> bool:
    only = {word.strip() for word in entry.control.attributes.get("only", "").split(",")} - {""}
    if entry.control.attributes.get("format", "").strip():
        return True  # strftime differs between machines: what the page wrote in it is taken
    if only and "date" not in only:
        return bool(re.fullmatch(r"[0-9T:.\-Z+ ]+", given))
    for kind in (datetime, date, time):
        try:
            kind.fromisoformat(given)
        except ValueError:
            continue
        return True
    return False


def check_text(entry: Entry) -> Iterator[Problem]:
    """`{text: ["...", ...]}`"""
    texts, control = entry.value.get("text"), entry.control
    if isinstance(texts, str) and not entry.strict:
        return
    most = int(control.attributes.get("maxSubmissions") or 0)
    if not is_words(texts):
        yield entry.problem("text", "is not a list of texts.", "Write a list, even for one text.")
    elif not entry.strict:
        return
    elif not texts:
        yield entry.problem("text", "is empty.", "Write something, or leave the entry out.")
    elif most and len(texts) > most:
        yield entry.problem("text", f'has {len(texts)} texts, but "{control.name}" takes {most}.', "Keep fewer.")
    elif control.attributes.get("skipDuplicates") == "true" and len(set(texts)) < len(texts):
        yield entry.problem("text", "has a text twice.", "Keep one of them.")


def check_pairwise(entry: Entry) -> Iterator[Problem]:
    """`{selected: "left"}`"""
    if entry.value.get("selected") not in ("left", "right"):
        yield entry.problem("selected", "is no side.", 'Write "left" or "right".')


def check_ranking(entry: Entry) -> Iterator[Problem]:
    """`{ranker: {bucket: [ids], ...}}`; without buckets the one key is the name of the control."""
    ranking = entry.value.get("ranker")
    if not isinstance(ranking, dict):
        yield entry.problem("ranker", "is not an object.", f'Write {{"{entry.control.name}": ["id", ...]}}.')
        return
    buckets = {part.attributes.get("name", "") for part in entry.control.parts} or {entry.control.name}
    known = _ids(entry.data)
    seen: set[str] = set()
    for bucket, ids in ranking.items():
        key = f"ranker.{bucket}"
        if entry.strict and bucket not in buckets | {LEFT_OVER}:
            yield entry.problem(key, "is no bucket.", f"Write one of: {', '.join(sorted(buckets))}.")
            return
        if not isinstance(ids, list) or not all(isinstance(each, str) or is_number(each) for each in ids):
            yield entry.problem(key, "is not a list of ids.", "Write the ids of entries of the list.")
            return
        for each in map(str, ids):
            if each in seen:
                yield entry.problem(key, f'has "{each}" a second time.', "Put each entry into one place.")
                return
            if entry.strict and known is not None and each not in known:
                yield entry.problem(key, f'has "{each}", which is not in the list.', "Write ids of the item's list.")
                return
            seen.add(each)


def _ids(data: object) -> set[str] | None:
    """The ids of a list of the item; entries without one are known by their place."""
    if not isinstance(data, list):
        return None
    return {str(each.get("id", index) if isinstance(each, dict) else index) for index, each in enumerate(data)}
