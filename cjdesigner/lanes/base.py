"""What a lane type is: its cards' payload, its fields, and how a card and a whole lane are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from cjdesigner.draw import addresses
from cjdesigner.draw.shapes import Meaning, Row, Shape, new
from cjdesigner.lanes import fields
from cjdesigner.lanes.card import Body, card_body
from cjdesigner.lanes.columns import Columns
from cjdesigner.lanes.folds import Fold, fold_groups
from cjdesigner.lanes.stack import stack
from cjdesigner.lanes.track import guides, rail_height, track
from cjdesigner.model import stopping
from cjdesigner.model.queries import Structure
from cjdesigner.model.records import Card, Lane, Payload, Persona
from cjdesigner.theme.tokens import Theme


class Drawn(NamedTuple):
    """A card's shapes relative to its top left corner, at the width that was asked for."""

    height: float
    shapes: tuple[Shape, ...]
    spoken: str
    """What a screen reader says."""
    width: float = 0.0
    """What it takes of that width, where the lane type has chips; 0 for all of it."""


class Scene(NamedTuple):
    """What a lane may know about the map around it while it draws."""

    theme: Theme
    language: str
    structure: Structure
    columns: Columns
    personas: tuple[Persona, ...]
    """Those of the map, in its order."""
    incoming: dict[str, dict[str, int]]
    """Link kind to card id to the number of links of that kind that end there."""
    outgoing: dict[str, dict[str, int]]
    truths: frozenset[str]
    """Ids of the steps that are, or hold, a moment of truth."""
    folds: Mapping[str, Fold] = {}
    """What lies in each folded phase, by its id: such a phase has no steps in ``structure``."""
    unseen: frozenset[str] = frozenset()
    """Personas that are hidden, with their curves."""


class LaneType:
    """One kind of lane. Subclasses set the class fields and override what they draw otherwise.

    A lane type knows nothing of Qt: it turns records into shapes. ``draw`` must depend on its arguments alone, since
    its result is remembered for as long as they stay the same.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    """English name of the lane, plural: "Pain points"."""
    card_name: ClassVar[str]
    """English name of one card: "Pain point"."""
    hint: ClassVar[str]
    """A few English words for the palette."""
    icon: ClassVar[str]
    payload: ClassVar[type[Payload]] = Payload
    own_fields: ClassVar[tuple[fields.Field, ...]] = ()
    chips: ClassVar[bool] = False
    """Whether its cards may be narrower than their cell: ``draw`` tells how wide."""
    spans: ClassVar[bool] = True
    """Whether its cards may stretch over several steps."""

    @property
    def fields(self) -> tuple[fields.Field, ...]:
        """All fields of a card, in the order of the inspector."""
        return (
            fields.TEXT,
            *self.own_fields,
            fields.OWNER,
            fields.EVIDENCE,
            fields.TAGS,
            fields.NOTES,
            fields.DRAFT,
            fields.LINKS,
        )

    def new_payload(self, **values: Any) -> Payload:
        """A payload with defaults and the values given."""
        return self.payload(**values)

    def context(self, card: Card, scene: Scene) -> tuple[Any, ...]:
        """What else, beside the card and its width, decides how it looks: hashable, part of the memo's key."""
        return ()

    def body(self, card: Card, context: tuple[Any, ...], theme: Theme, language: str) -> Body:
        """What stands on the card; the default is its text."""
        return new(Body, (card.text, (), "", False, ""))

    def draw(
        self, card: Card, width: float, colour: str, context: tuple[Any, ...], theme: Theme, language: str
    ) -> Drawn:
        """The card at a width in scene units."""
        body = self.body(card, context, theme, language)
        height, shapes = card_body(body, width, colour, card.draft, theme)
        return new(Drawn, (height, shapes, body.spoken or card.text, 0.0))

    def natural_width(self, card: Card, width: float, theme: Theme) -> float:
        """The width the card takes of the width it may have: all of it. Only asked of lane types with chips."""
        return width

    def row(self, lane: Lane, cards: Sequence[Card], scene: Scene, memo: Memo) -> Row:
        """The whole lane at y = 0: its track, then its cards in reading order."""
        colour = scene.theme.lane(lane.type, lane.colour)
        groups, bottom = stack(self, cards, colour, scene, memo)
        note = self.rail_note(lane, cards, scene)
        height = max(bottom, lane.height, self.least_height(lane, scene), rail_height(lane, note, scene))
        ground = (track(lane, colour, height, scene, note), *guides(colour, height, scene))
        return Row(lane.id, 0.0, height, (*ground, *fold_groups(lane.id, colour, height, scene), *groups))

    def rail_note(self, lane: Lane, cards: Sequence[Card], scene: Scene) -> str:
        """The quiet line below the lane's name."""
        return lane.note

    def least_height(self, lane: Lane, scene: Scene) -> float:
        """How high the lane is without cards, in scene units; its name and note may need more."""
        return 64.0


_Known = tuple[Card, float, str, tuple[Any, ...], float, float, tuple[Shape, ...], Meaning]


class Memo:
    """Drawn cards, one entry per card: a card is drawn again only when what decides its looks has changed."""

    def __init__(self) -> None:
        self._drawn: dict[str, _Known] = {}
        self._language = ""

    def speak(self, language: str) -> None:
        """What is drawn from now on is for a project in that language."""
        if language != self._language:
            self._language = language
            self._drawn.clear()

    def drawn(self, lane_type: LaneType, card: Card, width: float, colour: str, scene: Scene) -> _Known:
        """The card at a width: its own width, height, shapes and meaning are the last four."""
        context = lane_type.context(card, scene)
        card_id = card.id
        known = self._drawn.get(card_id)
        if known and known[0] is card and known[1] == width and known[2] == colour and known[3] == context:
            return known
        stopping.check()
        height, shapes, spoken, own = lane_type.draw(card, width, colour, context, scene.theme, scene.language)
        led = addresses.first(card.evidence) if card.evidence else ""
        meaning = new(Meaning, ("card", card_id, spoken, card.notes, led, 1))
        known = self._drawn[card_id] = (card, width, colour, context, own or width, height, shapes, meaning)
        return known

    def __len__(self) -> int:
        return len(self._drawn)

    def forget(self, keep: set[str]) -> None:
        """Drop what is remembered of cards that are gone."""
        for card_id in self._drawn.keys() - keep:
            del self._drawn[card_id]
