"""Gestures as on the canvas, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjdesigner.edit import cards, lanes, links, phases
from cjdesigner.editor.gestures import START_DISTANCE
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.lanes.emotions import Emotion, y_of
from cjdesigner.model import queries
from cjdesigner.model.document import Document
from tests.helpers.driver import Driver
from tests.helpers.maps import Named, documents, small_map


def cell(document: Document, lane: str, step: str) -> list[str]:
    return [card.id for card in queries.cell(document, lane, step)]


@pytest.mark.parametrize("key", [kind.key for kind in LANE_TYPES if kind.key != "emotions"])
def test_a_card_of_any_type_is_dragged_to_another_step(named: Named, key: str) -> None:
    driver = Driver(named.document)
    card, lane, step = named.cards[key], named.lanes[key], named.steps[2]
    driver.press(card).drag((lane, step))
    assert driver.session.document.cards[card].start == step, "shown while it is dragged"
    assert driver.document is named.document, "kept only when it is let go"
    driver.release()
    assert driver.document.cards[card].start == step
    assert driver.session.selection == (card,)
    assert driver.undo().document == named.document
    assert driver.redo().document.cards[card].start == step


def test_a_card_takes_the_type_of_its_new_lane(named: Named) -> None:
    driver = Driver(named.document)
    card = named.cards["actions"]
    driver.press(card).drag((named.lanes["pains"], named.steps[0])).release()
    assert driver.document.cards[card].type == "pains"
    assert cell(driver.document, named.lanes["pains"], named.steps[0]) == [named.cards["pains"], card]


def test_a_card_is_dropped_before_or_behind_another(named: Named) -> None:
    lane, step = named.lanes["actions"], named.steps[0]
    document, second = cards.add(named.document, lane, step, "Second")
    document, third = cards.add(document, lane, step, "Third")
    first = named.cards["actions"]
    driver = Driver(document)
    top = driver.box(first)
    driver.press(third).drag((top.x + 5, top.y + 2)).release()
    assert cell(driver.document, lane, step) == [third, first, second]
    middle = driver.box(first)
    driver.press(third).drag((middle.x + 5, middle.bottom - 2)).release()
    assert cell(driver.document, lane, step) == [first, third, second]


def test_a_drop_in_its_own_place_is_no_step(named: Named) -> None:
    driver = Driver(named.document)
    x, y = driver.point(named.cards["actions"])
    driver.press(named.cards["actions"]).drag((x + 30, y + 4)).release()
    driver.press(named.lanes["pains"]).drag((60, driver.point(named.lanes["pains"])[1] + 8)).release()
    for one in (named.steps[1], named.phases[1]):
        x, y = driver.point(one)
        driver.press(one).drag((x + 10, y)).release()
    assert driver.steps() == 0
    assert driver.document is named.document


def test_beside_the_lanes_a_drop_is_refused_with_the_reason(named: Named) -> None:
    driver = Driver(named.document)
    driver.press(named.cards["actions"]).drag((5.0, 5.0))
    assert driver.feedback.refusal
    driver.release()
    assert driver.document is named.document and driver.session.document is named.document


def test_escape_leaves_everything_as_it_was(named: Named) -> None:
    driver = Driver(named.document)
    driver.press(named.cards["actions"]).drag((named.lanes["free"], named.steps[3])).cancel()
    driver.press(named.cards["emotions"]).drag((named.lanes["emotions"], named.steps[2])).cancel()
    driver.press_border(named.steps[0]).drag((700.0, 200.0)).cancel()
    driver.press_edge(named.cards["pains"]).drag((named.lanes["pains"], named.steps[3])).cancel()
    driver.press(named.steps[0]).drag(named.steps[3]).cancel()
    driver.press(named.phases[0]).drag(named.phases[1]).cancel()
    driver.press(named.lanes["free"]).drag(named.lanes["actions"]).cancel()
    driver.press_handle(named.cards["pains"]).drag(named.cards["emotions"]).cancel()
    assert driver.document is named.document and driver.steps() == 0


def test_with_control_a_copy_is_dragged(named: Named) -> None:
    driver = Driver(named.document)
    card, lane = named.cards["messages"], named.lanes["messages"]
    driver.press(card, copy=True)
    assert driver.session.selection == (card,)
    driver.drag((lane, named.steps[3]), copy=True).release()
    (copy,) = cell(driver.document, lane, named.steps[3])
    assert cell(driver.document, lane, named.steps[0]) == [card]
    assert driver.session.selection == (copy,)
    assert driver.steps() == 1


def test_a_long_card_keeps_the_column_by_which_it_is_held(named: Named) -> None:
    card, lane = named.cards["pains"], named.lanes["pains"]
    driver = Driver(cards.stretch(named.document, card, named.steps[0], named.steps[1]))
    y = driver.point(card)[1]
    driver.press((driver.box(card).right - 9, y)).drag((lane, named.steps[2])).release()
    assert (driver.document.cards[card].start, driver.document.cards[card].end) == (named.steps[1], named.steps[2])


def test_several_cards_travel_together(named: Named) -> None:
    driver = Driver(named.document)
    first, second = named.cards["actions"], named.cards["thoughts"]
    driver.click(first).click(second, extend=True)
    assert driver.session.selection == (first, second)
    driver.press(first).drag((named.lanes["actions"], named.steps[2])).release()
    assert driver.document.cards[first].start == driver.document.cards[second].start == named.steps[2]
    assert driver.document.cards[second].lane == named.lanes["thoughts"]
    assert driver.steps() == 1


def test_a_point_follows_the_pointer_to_another_feeling(named: Named) -> None:
    driver = Driver(named.document)
    card, lane = named.cards["emotions"], named.lanes["emotions"]
    row = next(row for row in driver.session.drawing().rows if row.id == lane)
    x = driver.point(card)[0]
    driver.press((x, row.y + y_of(0.0, row.height)))
    assert driver.session.selection == (card,)
    driver.drag((x, row.y + y_of(1.5, row.height))).release()
    assert value(driver, card) == 1.5
    driver.press((x, row.y + y_of(1.5, row.height))).drag((x, row.y - 500.0)).release()
    assert value(driver, card) == 2.0
    driver.press((x, row.y + y_of(2.0, row.height))).drag((x, row.y + y_of(-0.7, row.height)), extend=True).release()
    assert value(driver, card) == -0.5
    driver.press((x, row.y + y_of(-0.5, row.height)))
    driver.drag((driver.point(named.steps[3])[0], row.y + y_of(-0.5, row.height))).release()
    assert driver.document.cards[card].start == named.steps[3]
    assert driver.steps() == 4
    for _ in range(4):
        driver.undo()
    assert driver.document == named.document


def value(driver: Driver, card: str) -> float:
    payload = driver.document.cards[card].payload
    assert isinstance(payload, Emotion)
    return payload.value


def test_steps_phases_and_lanes_are_dragged_by_their_names(named: Named) -> None:
    driver = Driver(named.document)
    driver.press(named.steps[0]).drag(
        (driver.box(named.steps[2]).right - 5, driver.box(named.steps[2]).y + 5)
    ).release()
    shape = queries.structure(driver.document, named.map)
    assert [step.id for step in shape.steps] == [named.steps[one] for one in (1, 2, 0, 3)]
    assert shape.steps_of[named.phases[0]] == (driver.document.steps[named.steps[1]],)
    driver.press(named.phases[1]).drag((driver.box(named.phases[0]).x + 1, driver.box(named.phases[0]).y + 5)).release()
    assert [one.id for one in queries.structure(driver.document, named.map).phases] == [*reversed(named.phases)]
    top = driver.box(named.lanes["actions"])
    driver.press(named.lanes["free"]).drag((50.0, top.y + 2)).release()
    assert queries.structure(driver.document, named.map).lanes[0].id == named.lanes["free"]
    assert driver.steps() == 3


def test_a_step_is_dragged_into_an_empty_phase(named: Named) -> None:
    document, empty = phases.add_phase(named.document, named.map, "Empty", steps=())
    driver = Driver(document)
    driver.press(named.steps[0]).drag((driver.box(empty).x + 90, driver.point(named.steps[0])[1])).release()
    assert driver.document.steps[named.steps[0]].phase == empty


def test_lanes_are_dragged_past_hidden_ones(named: Named) -> None:
    first, second, third = list(named.lanes.values())[:3]
    document = phases.change(named.document, first, hidden=True)
    driver = Driver(document)
    driver.press(second).drag((50.0, driver.box(third).bottom - 3)).release()
    assert visible(driver.document, named.map)[:2] == [third, second]
    driver.press(second).drag((50.0, driver.box(third).y + 3)).release()
    assert visible(driver.document, named.map)[:2] == [second, third]


@given(data=st.data())
@settings(max_examples=settings.default.max_examples // 2)
def test_a_lane_lands_where_it_is_dropped(data: st.DataObject) -> None:
    named = small_map()
    document = named.document
    for lane in data.draw(st.sets(st.sampled_from(sorted(named.lanes.values())), max_size=6)):
        document = phases.change(document, lane, hidden=True)
    driver = Driver(document)
    seen = visible(document, named.map)
    moved, over = data.draw(st.sampled_from(seen)), data.draw(st.sampled_from(seen))
    below = data.draw(st.booleans())
    box = driver.box(over)
    driver.press(moved).drag((50.0, box.bottom - 2 if below else box.y + 2)).release()
    wanted = [one for one in seen if one != moved]
    if over != moved:
        wanted.insert(wanted.index(over) + below, moved)
    else:
        wanted = seen
    assert visible(driver.document, named.map) == wanted


def visible(document: Document, map_id: str) -> list[str]:
    return [lane.id for lane in queries.structure(document, map_id).lanes if not lane.hidden]


def test_a_link_is_drawn_from_a_card_to_another(named: Named) -> None:
    driver = Driver(named.document)
    pain, solution = named.cards["pains"], named.cards["solutions"]
    driver.press_handle(pain).drag(solution)
    assert "mends" in driver.feedback.hint and "Esc" in driver.feedback.hint and not driver.feedback.refusal
    assert [tag[2] for tag in driver.feedback.tags] == ["mends"]
    driver.release()
    (link,) = driver.document.links.values()
    assert (link.source, link.target, link.kind) == (solution, pain, "mends")
    for source, target in ((pain, solution), (solution, pain)):
        driver.press_handle(source).drag(target)
        assert driver.feedback.refusal
        assert driver.feedback.tags[0][2] == driver.feedback.refusal  # why not, where the eyes are
        driver.release()
    driver.press_handle(named.steps[3]).drag(named.steps[0]).release()
    assert [one.kind for one in driver.document.links.values()] == ["mends", "leads_to"]
    driver.press_handle(pain).drag((5.0, 5.0)).release()
    assert driver.steps() == 2


def test_the_line_of_a_link_leaves_its_card_at_the_side_of_the_other_end(named: Named) -> None:
    driver = Driver(named.document)
    box = driver.box(named.cards["solutions"])
    driver.press_handle(named.cards["solutions"])
    for place in (
        (box.x - 300, box.y),
        (box.right + 300, box.y + 9),
        (box.x + 20, box.y - 200),
        (box.x, box.bottom + 9),
    ):
        driver.drag(place)
        (x, y), end = driver.feedback.line
        assert end == place
        assert box.x <= x <= box.right and box.y <= y <= box.bottom
        on_edge = min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom))
        assert on_edge < 0.01  # so that it crosses nothing of the card
    driver.cancel()


def test_a_border_is_dragged_to_another_width(named: Named) -> None:
    driver = Driver(named.document)
    right = driver.box(named.steps[0]).right
    driver.press_border(named.steps[0]).drag((right + 106, driver.point(named.steps[0])[1])).release()
    assert driver.document.steps[named.steps[0]].width == 300.0
    driver.press_border(named.steps[0]).drag((0.0, 0.0)).release()
    assert driver.document.steps[named.steps[0]].width == 120.0
    assert driver.steps() == 2
    driver.press_border(named.steps[0]).release()
    assert driver.steps() == 2


def test_an_edge_is_dragged_over_more_steps_and_back(named: Named) -> None:
    driver = Driver(named.document)
    card, lane = named.cards["pains"], named.lanes["pains"]
    driver.press_edge(card).drag((lane, named.steps[2]))
    assert driver.feedback.tags[0][2] == "3 steps"
    driver.release()
    assert driver.document.cards[card].end == named.steps[2]
    driver.press_edge(card).drag((lane, named.steps[0]))
    assert driver.feedback.tags[0][2] == "1 step"
    driver.release()
    assert driver.document.cards[card].end == ""
    driver.press_edge(card).release()
    assert driver.steps() == 2


def test_the_edge_of_a_card_that_a_file_holds_the_wrong_way_round(named: Named) -> None:
    card, lane = named.cards["pains"], named.lanes["pains"]
    document = cards.change(named.document, [card], start=named.steps[2], end=named.steps[0])
    driver = Driver(document)
    driver.press_edge(card).drag((lane, named.steps[1])).release()
    assert queries.structure(driver.document, named.map).span(driver.document.cards[card]) == (0, 1)


def test_a_marquee_selects_what_it_touches(named: Named) -> None:
    driver = Driver(named.document)
    first, last = driver.box(named.cards["actions"]), driver.box(named.cards["touchpoints"])
    driver.press((first.right + 8, first.y - 4)).drag((last.x + 3, last.bottom - 2)).release()
    assert set(driver.session.selection) == {named.cards["actions"], named.cards["touchpoints"]}
    other = driver.box(named.cards["free"])
    driver.press((other.right + 8, other.bottom - 1), extend=True).drag(
        (other.x + 3, other.y + 3), extend=True
    ).release()
    assert len(driver.session.selection) == 3
    assert driver.steps() == 0


def test_nothing_to_drag_does_no_harm(named: Named) -> None:
    parked = cards.park(named.document, [named.cards["pains"]])
    driver = Driver(parked)
    driver.press((3.0, 3.0)).drag((4.0, 4.0)).release()
    assert driver.session.selection == ()


@given(document=documents(most_cards=8), data=st.data())
@settings(max_examples=settings.default.max_examples // 2)
def test_any_card_lands_where_its_mark_was(document: Document, data: st.DataObject) -> None:
    driver = Driver(document)
    drawing, scene = driver.session.drawing(), driver.session.scene()
    drawn = [group.meaning.id for row in drawing.rows for group in row.groups if group.meaning.role == "card"]
    shown = [row.id for row in drawing.rows if row.id in document.lanes]
    if not drawn or not scene.structure.steps:
        return
    card = data.draw(st.sampled_from(drawn))
    lane, step = data.draw(st.sampled_from(shown)), data.draw(st.sampled_from(scene.structure.steps)).id
    row = next(row for row in drawing.rows if row.id == lane)
    share = data.draw(st.floats(0.01, 0.99))
    x = scene.columns.centre(scene.structure.column[step])
    others = [one for one in cell(document, lane, step) if one != card]
    y = row.y + share * row.height
    # By its first column: a long card keeps the column by which it is held below the pointer.
    from_x, from_y = driver.box(card).x + 5.0, driver.point(card)[1]
    driver.press((from_x, from_y)).drag((x, y)).release()
    if abs(x - from_x) + abs(y - from_y) < START_DISTANCE:
        assert driver.steps() == 0, "a click is no drag"
        return
    # A long card is held where it was pressed: its start lands as many columns before the pointer.
    span, held = scene.structure.span(document.cards[card]), scene.columns.at(from_x)
    assert span is not None and held is not None
    target = scene.structure.steps[max(0, scene.structure.column[step] - (held - span[0]))].id
    others = [one for one in cell(document, lane, target) if one != card]
    there = cell(driver.document, lane, target)
    assert card in there and [one for one in there if one != card] == others
    lane_before = document.cards[card].lane
    if lane == lane_before and target == document.cards[card].start:
        assert driver.steps() <= 1
    if driver.steps():
        assert driver.undo().document == document


def test_links_and_lanes_of_a_sound_map_stay_sound(named: Named) -> None:
    document, _ = links.add(named.document, named.cards["solutions"], named.cards["pains"])
    driver = Driver(document)
    driver.press(named.cards["pains"]).drag((named.lanes["free"], named.steps[3])).release()
    driver.commit(lanes.delete(driver.document, named.lanes["free"]))
    assert driver.document.links == {}
    assert driver.undo().undo().document == document


@pytest.mark.parametrize("what", ["step", "phase"])
def test_what_goes_along_with_a_name_is_lit_while_it_is_dragged(named: Named, what: str) -> None:
    driver = Driver(named.document)
    shape = queries.structure(named.document, named.map)
    record = named.steps[1] if what == "step" else shape.phases[0].id
    box = driver.box(record)
    driver.press(record).drag((box.right + 400, box.y + 10))
    lit = driver.feedback.target
    assert lit is not None and (lit.x, lit.y, lit.width) == (box.x, box.y, box.width)
    rows = [row for row in driver.session.drawing().rows if row.id in named.document.lanes]
    assert lit.bottom >= rows[-1].y + rows[-1].height
    driver.cancel()
