"""Which type of lane a name stands for, and a name that says its type."""

from __future__ import annotations

import re
from functools import lru_cache

from cjdesigner.lanes import LANE_TYPES, lane_type
from cjdesigner.words import LANGUAGES, translate

_ALSO = {
    "actions": "action|activities|activity|doing|does|user actions|customer actions|acties|actie|activiteiten|doet|"
    "tasks|taken|steps taken|behaviour|behavior|gedrag",
    "touchpoints": "touchpoint|touch point|touch points|channel|channels|contact|contactpunten|contactpunt|kanaal|"
    "kanalen|interactions|interaction",
    "thoughts": "thought|thinking|thinks|quotes|quote|says|gedachten|gedachte|denkt|questions|vragen|mindset",
    "emotions": "emotion|feeling|feelings|feels|mood|experience|emotional|emotie|emoties|gevoel|gevoelens|voelt|"
    "satisfaction|tevredenheid|sentiment|stemming|beleving|score|scores",
    "pains": "pain|pains|pain point|painpoints|pijnpunt|pijnpunten|problems|problem|issues|frustrations|frustraties|"
    "barriers|knelpunten|problemen|challenges",
    "solutions": "solution|opportunities|opportunity|ideas|idea|improvements|kansen|kans|oplossingen|oplossing|ideeën|"
    "verbeteringen|gains|actions to take|verbeterpunten",
    "messages": "message|communication|communicatie|boodschap|boodschappen|content",
    "pictures": "picture|storyboard|images|photos|beelden|foto's|afbeeldingen",
    "measures": "measure|kpi|kpis|metrics|metric|kpi's|meetwaarden|measurements|indicatoren",
    "backstage": "back stage|internal|systems|system|processes|behind the scenes|intern|systemen|processen|"
    "backstage actions|support|ondersteuning|responsible|departments",
}
_LONGEST = 300
"""Characters; what is longer is no name."""
_TYPED = re.compile(r"^(.*?)\s*\(([^()]+)\)$", re.DOTALL)


@lru_cache(maxsize=1)
def _exact() -> dict[str, str]:
    """The names of the types in every language, and what people call them."""
    found = {word: key for key, words in _ALSO.items() for word in words.split("|")}
    for language in LANGUAGES:
        for lane in LANE_TYPES:
            found[translate(lane.name, language).casefold()] = lane.key
            found.setdefault(translate(lane.card_name, language).casefold(), lane.key)
    return found


def type_of(name: str) -> str:
    """The key of the lane type that a name sounds like; "free" where it sounds like none."""
    plain = " ".join(name[:_LONGEST].casefold().split()).strip(" :.*_#")
    known = _exact()
    if plain in known:
        return known[plain]
    for size in (3, 2, 1):
        words = re.findall(r"[\w'’]+", plain)
        for start in range(len(words) - size + 1):
            key = known.get(" ".join(words[start : start + size]))
            if key is not None and key != "free":
                return key
    return "free"


def labelled(name: str, type_key: str, language: str) -> str:
    """A lane's name for a table; where it does not sound like its type, the type stands behind it in brackets."""
    kind = lane_type(type_key)
    title = translate(kind.name, language) if kind else type_key
    if name and type_of(name) == type_key and not _TYPED.match(name):
        return name
    return f"{name} ({title})" if name else f"({title})"


def unlabelled(label: str) -> tuple[str, str]:
    """Name and type of a lane from what ``labelled`` made, or from anybody's table."""
    found = _TYPED.match(label) if len(label) < _LONGEST else None
    if found:
        key = _exact().get(found[2].casefold())
        if key is not None:
            return found[1], key
    return label, type_of(label)
