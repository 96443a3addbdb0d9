"""The window's themes: every text can be read, and the place of the keyboard can be seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cjdesigner import resources
from cjdesigner.draw.colours import contrast
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance
from cjdesigner.ui.appearance import SCHEMES, Look, look
from cjdesigner.ui.fields.choice import Quiet
from tests.helpers.windows import until
from tests.ui.conftest import Hands

SHEET = re.sub(r"/\*.*?\*/", "", resources.path("themes", "window.qss").read_text(encoding="utf-8"), flags=re.S)
RULES = [
    (selector.strip(), dict(re.findall(r"([a-z-]+):\s*([^;]+);", body)))
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET)
    for selector in selectors.split(",")
]


def token(value: str, chosen: Look) -> str:
    """The colour that a declaration names, or "" where it names none."""
    found = re.search(r"@(\w+)", value)
    return getattr(chosen, found.group(1)) if found else ""


def merged(selector: str) -> dict[str, str]:
    """What holds for a selector: its own rule over that of the widget without its state or kind."""
    made: dict[str, str] = {}
    plain = re.sub(r":(?!:)[a-z-]+", "", selector)
    bare = re.sub(r"\[[^]]*\]|#\w+", "", plain)
    for wanted in dict.fromkeys((bare, plain, selector)):
        for name, rule in RULES:
            if name == wanted:
                made.update(rule)
    return made


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_of_the_style_sheet_can_be_read(scheme: str) -> None:
    chosen = look(scheme)
    poor = []
    for selector, _ in RULES:
        if re.search(r":disabled|::(groove|chunk|handle|separator)|#Notice$", selector):  # no text, or none to use
            continue
        rule = merged(selector)
        ink = token(rule.get("color", ""), chosen) or chosen.ink
        if rule.get("color") == "transparent":
            continue
        ground = token(rule.get("background", ""), chosen)
        above = token(merged(selector.split()[0]).get("background", ""), chosen) if " " in selector else ""
        for under in [ground or above] if ground or above else [chosen.window, chosen.raised]:
            if contrast(ink, under) < 4.5:
                poor.append(f"{selector}: {ink} on {under} is {contrast(ink, under):.2f}")
    assert not poor, "\n".join(poor)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("ink", ("window", "canvas", "field", "raised", "hover", "pressed", "accent_tint")),
        ("secondary", ("window", "canvas", "field", "raised", "hover")),
        ("hint", ("window", "raised", "field")),
        ("link", ("window", "raised", "field")),
        ("on_accent", ("accent", "accent_hover")),
        ("on_tooltip", ("tooltip",)),
        ("warning", ("window", "warning_tint")),
        ("error", ("window", "error_tint")),
    ],
)
def test_what_the_program_writes_itself_can_be_read(scheme: str, ink: str, grounds: tuple[str, ...]) -> None:
    chosen = look(scheme)
    for ground in grounds:
        assert contrast(getattr(chosen, ink), getattr(chosen, ground)) >= 4.5, (ink, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edge_of_a_control_and_the_focus_stand_out(scheme: str) -> None:
    chosen = look(scheme)
    for ground in (chosen.window, chosen.raised, chosen.field):
        assert contrast(chosen.edge, ground) >= 3.0
        assert contrast(chosen.focus, ground) >= 3.0


def test_every_control_that_takes_the_keyboard_shows_it() -> None:
    shown = {re.sub(r":(?!:).*", "", selector) for selector, _ in RULES if ":focus" in selector}
    for control in ("QPushButton", "QToolButton", "QLineEdit", "QPlainTextEdit", "QComboBox", "QCheckBox", "QSpinBox"):
        assert control in shown, control


def test_high_contrast_has_no_soft_edges() -> None:
    chosen = look("contrast")
    for name in ("line", "edge", "control"):
        assert contrast(getattr(chosen, name), chosen.window) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_names_nothing_unknown(scheme: str) -> None:
    assert set(re.findall(r"@(\w+)", SHEET)) <= set(Look._fields)
    assert not re.findall(r"@\w+ ?;", appearance.style_sheet(look(scheme)))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_tick_of_a_menu_has_the_colour_of_its_words(scheme: str) -> None:
    found = re.findall(r"QMenu::indicator:checked \{ image: url\((.+?)\);", appearance.style_sheet(look(scheme)))
    assert len(found) == 1 and look(scheme).ink in Path(found[0]).read_text(encoding="utf-8")


def test_the_map_can_be_read_in_its_own_theme() -> None:
    theme = tokens.load("paper")
    colours = theme.colours
    for ink in (colours.ink, colours.secondary):
        assert contrast(ink, colours.sheet) >= 4.5
    for phase in theme.phases:
        assert contrast("#FFFFFF", phase) >= 4.5


class Probe(QWidget):
    """Counts how often it is given its style anew."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.times = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.times += event.type() == QEvent.Type.StyleChange


def test_another_look_styles_a_widget_twice_however_deep_it_lies(hands: Hands) -> None:
    inside: QWidget = hands.window.inspector
    for _ in range(6):
        inside = Probe(inside)
    hands.window.inspector.findChild(Probe).show()
    QApplication.processEvents()
    probes = hands.window.inspector.findChildren(Probe)
    for probe in probes:
        probe.times = 0
    hands.action("dark")
    assert [probe.times for probe in probes] == [2] * 6, "off and on again"


def test_another_look_keeps_what_is_scrolled_in_its_place(hands: Hands) -> None:
    window = hands.window
    window.resize(1100, 620)
    pain = next(card for card in hands.document.cards.values() if card.type == "pains" and card.text)
    window.session.select([pain.id])
    QTest.qWait(400)  # the lower fields come a moment later
    bar = window.inspector.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    assert before > 50
    for key in ("dark", "contrast", "light"):
        hands.action(key)
        until(lambda: bar.value() == before)  # once it is laid out again


@pytest.mark.parametrize("lane", ["", "pains"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_chosen_button_looks_different_with_the_keyboard_on_it(hands: Hands, scheme: str, lane: str) -> None:
    window = hands.window
    window.set_scheme(scheme)
    try:
        if lane:
            document = hands.document
            window.session.select([next(one.id for one in document.cards.values() if one.type == "pains")])
        QApplication.processEvents()
        chosen = next(
            button
            for button in window.inspector.findChildren(QPushButton)
            if button.property("kind") == "choice" and button.isChecked() and button.isVisible()
        )
        window.activateWindow()
        window.canvas.setFocus()
        without = chosen.grab().toImage()
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        assert chosen.hasFocus()
        assert chosen.grab().toImage() != without
    finally:
        window.set_scheme("light")


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("many", [False, True])
def test_the_list_of_a_combo_box_has_a_whole_frame_and_leaves_the_box_in_sight(qapp, qtbot, scheme, many) -> None:  # type: ignore[no-untyped-def]
    appearance.apply(qapp, scheme)
    pane = QWidget()
    qtbot.addWidget(pane)
    box = Quiet(pane)
    box.addItems([f"Choice {number}" for number in range(60 if many else 4)])
    pane.resize(400, 200)
    pane.show()
    try:
        box.showPopup()
        QApplication.processEvents()
        dropped = box.view().window()
        assert not dropped.geometry().intersects(QRect(box.mapToGlobal(QPoint()), box.size()))
        assert dropped.height() < 400
        shown = dropped.grab().toImage()
        right, bottom = shown.width() - 1, shown.height() - 1
        across, down = range(right + 1), range(bottom + 1)
        frame = {shown.pixelColor(x, y).name() for x in across for y in (0, bottom)}
        frame |= {shown.pixelColor(x, y).name() for x in (0, right) for y in down}
        assert frame == {appearance.current().edge.lower()}
        box.hidePopup()
    finally:
        appearance.apply(qapp, "light")
