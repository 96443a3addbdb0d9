"""Steps and lanes resized at their borders, drawn to equal sizes."""

from __future__ import annotations

from cjdesigner.edit import cards, phases, sizes
from cjdesigner.editor import resizing
from cjdesigner.model import queries
from tests.helpers.driver import Driver
from tests.helpers.maps import Named


def right(driver: Driver, step: str) -> float:
    scene = driver.session.scene()
    column = scene.structure.column[step]
    return scene.columns.left[column] + scene.columns.width[column]


def pull(driver: Driver, step: str, width: float, **held: bool) -> Driver:
    """Drag the right border of a step to about that width."""
    scene = driver.session.scene()
    y = driver.point(step)[1]
    left = scene.columns.left[scene.structure.column[step]]
    return driver.press_border(step).drag((left + width, y), **held)


def high(driver: Driver, lane: str) -> float:
    return next(row.height for row in driver.session.drawing().rows if row.id == lane)


def pull_down(driver: Driver, lane: str, height: float, **held: bool) -> Driver:
    top = next(row.y for row in driver.session.drawing().rows if row.id == lane)
    return driver.press_lane_border(lane).drag((60.0, top + height), **held)


def test_a_step_is_drawn_to_the_width_of_another_and_says_so(named: Named) -> None:
    driver = Driver(sizes.widen(named.document, named.steps[2:3], 287.0))
    pull(driver, named.steps[0], 291.0)
    assert {(one.x1, one.x2) for one in driver.feedback.measures} == {
        (right(driver, one) - 287.0, right(driver, one)) for one in (named.steps[0], named.steps[2])
    }
    assert driver.feedback.tags[0][2] == "287 = Buy"
    driver.release()
    assert driver.document.steps[named.steps[0]].width == 287.0
    pull(driver, named.steps[0], 320.0)
    assert not driver.feedback.measures and driver.feedback.tags[0][2] == "320"
    driver.cancel()


def test_the_border_that_is_dragged_is_a_line_through_the_map(named: Named) -> None:
    driver = Driver(named.document)
    pull(driver, named.steps[0], 320.0)
    border = driver.feedback.border
    assert border is not None and border.x == right(driver, named.steps[0]) and border.width == 0.0
    rows = {row.id: row for row in driver.session.drawing().rows}
    assert border.y == rows["steps"].y
    assert border.bottom == max(rows[lane].y + rows[lane].height for lane in named.lanes.values())
    assert driver.feedback.tags[0][1] == rows["steps"].y  # the figure stands over the names, not on them
    driver.cancel()
    lane = named.lanes["pains"]
    pull_down(driver, lane, 300.0)
    border = driver.feedback.border
    row = next(row for row in driver.session.drawing().rows if row.id == lane)
    assert border is not None and border.y == row.y + row.height and border.height == 0.0
    driver.cancel()


def test_a_step_as_wide_as_all_others_says_all(named: Named) -> None:
    driver = Driver(sizes.widen(named.document, named.steps[1:], 260.0))
    pull(driver, named.steps[0], 262.0)
    assert driver.feedback.tags[0][2] == "260 = all steps"
    assert len(driver.feedback.measures) == 4
    driver.release()
    assert driver.document.steps[named.steps[0]].width == 260.0


def test_the_usual_width_is_left_to_the_layout(named: Named) -> None:
    driver = Driver(sizes.widen(named.document, named.steps[:1], 300.0))
    pull(driver, named.steps[0], driver.session.engine.theme.sizes.column + 3.0).release()
    assert driver.document.steps[named.steps[0]].width == 0.0


def test_with_the_copying_key_nothing_draws_it(named: Named) -> None:
    driver = Driver(sizes.widen(named.document, named.steps[2:3], 287.0))
    pull(driver, named.steps[0], 291.0, copy=True)
    assert not driver.feedback.measures
    driver.release()
    assert driver.document.steps[named.steps[0]].width == 291.0


def test_with_shift_all_steps_and_else_the_selected_ones_go_along(named: Named) -> None:
    driver = Driver(named.document)
    pull(driver, named.steps[1], 250.0, extend=True).release()
    assert [driver.document.steps[one].width for one in named.steps] == [250.0] * 4
    driver.select(named.steps[0], named.steps[3])
    pull(driver, named.steps[3], 300.0).release()
    assert [driver.document.steps[one].width for one in named.steps] == [300.0, 250.0, 250.0, 300.0]
    assert driver.steps() == 2
    assert driver.undo().undo().document == named.document


def test_a_lane_is_dragged_higher_and_never_below_its_content(named: Named) -> None:
    lane = named.lanes["pains"]
    driver = Driver(named.document)
    before = high(driver, lane)
    pull_down(driver, lane, before + 62.0, copy=True).release()
    assert driver.document.lanes[lane].height == round(before + 62.0) and high(driver, lane) == round(before + 62.0)
    pull_down(driver, lane, 3.0).release()
    assert driver.document.lanes[lane].height == 0.0 and high(driver, lane) == before
    assert driver.undo().undo().document == named.document


def test_a_lane_is_drawn_to_the_height_of_another(named: Named) -> None:
    lane, other = named.lanes["pains"], named.lanes["free"]
    driver = Driver(sizes.heighten(named.document, [other], 233.0))
    pull_down(driver, lane, 229.0)
    assert driver.feedback.tags[0][2].startswith("233 = ")
    assert len(driver.feedback.measures) == 2
    driver.release()
    assert driver.document.lanes[lane].height == 233.0


def test_resizing_a_lane_can_be_cancelled(named: Named) -> None:
    driver = Driver(named.document)
    pull_down(driver, named.lanes["pains"], 400.0)
    assert driver.session.document is not named.document
    driver.cancel()


def test_a_fitting_step_breaks_no_word_and_twice_is_back_at_the_usual_width(named: Named) -> None:
    long = "klanttevredenheidsonderzoek"
    document, card = cards.add(named.document, named.lanes["pains"], named.steps[0], f"a {long} b")
    driver = Driver(document)
    document = resizing.fitted(driver.session, [named.steps[0]])
    driver.commit(document)
    texts = [shape for row in driver.session.drawing().rows for group in row.groups if group.meaning.id == card
             for shape in group.shapes if hasattr(shape, "lines")]  # fmt: skip
    assert any(long in line for line in texts[0].lines)
    driver.commit(resizing.fitted(driver.session, [named.steps[0]]))
    assert driver.document.steps[named.steps[0]].width == 0.0
    empty = resizing.fitted(driver.session, [named.steps[3]]).steps[named.steps[3]]
    assert empty.width == sizes.LEAST_WIDTH


def test_equal_widths_keep_the_room_and_equal_heights_take_the_highest(named: Named) -> None:
    document = sizes.widen(named.document, named.steps[:1], 400.0)
    document = sizes.widen(document, named.steps[1:2], 200.0)
    driver = Driver(document)
    driver.commit(resizing.equal_widths(driver.session, list(named.steps[:2])))
    assert [driver.document.steps[one].width for one in named.steps[:2]] == [300.0, 300.0]
    lanes = [named.lanes["pains"], named.lanes["emotions"]]
    driver.commit(resizing.equal_heights(driver.session, lanes))
    assert high(driver, lanes[0]) == high(driver, lanes[1]) == max(high(Driver(document), one) for one in lanes)


def test_by_key_sizes_go_up_and_down_on_a_grid(named: Named) -> None:
    step, lane = named.steps[0], named.lanes["pains"]
    driver = Driver(sizes.widen(named.document, [step], 233.0))
    driver.commit(resizing.stepped(driver.session, [step], 20.0))
    assert driver.document.steps[step].width == 240.0
    driver.commit(resizing.stepped(driver.session, [step], -20.0))
    assert driver.document.steps[step].width == 220.0
    least = high(driver, lane)
    driver.commit(resizing.stepped(driver.session, [lane], 20.0))
    assert high(driver, lane) > least
    driver.commit(resizing.stepped(driver.session, [lane], -20.0))
    assert driver.document.lanes[lane].height == 0.0


def test_hidden_lanes_have_no_border_and_are_no_guide(named: Named) -> None:
    hidden, lane = named.lanes["free"], named.lanes["pains"]
    document = phases.change(sizes.heighten(named.document, [hidden], 233.0), hidden, hidden=True)
    driver = Driver(document)
    pull_down(driver, lane, 231.0)
    assert not driver.feedback.measures
    driver.release()
    assert hidden not in {row.id for row in driver.session.drawing().rows}
    assert queries.structure(driver.document, named.map).lanes
