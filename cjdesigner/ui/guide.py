"""The guide: the eight steps of the method as one quiet line over the canvas, that opens and can be put away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from cjdesigner.editor import method
from cjdesigner.editor.session import Aspect, Session
from cjdesigner.ui import actions, appearance
from cjdesigner.ui.pause import pause
from cjdesigner.ui.plain import label
from cjdesigner.words import tr

if TYPE_CHECKING:
    from cjdesigner.ui.main_window import MainWindow

_WIDE = 380
_EDGE = 14


class Guide(QFrame):
    """Shown while the map in view has steps of the method still to take, unless the user has put it away."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.canvas)
        self.setObjectName("Guide")
        self._window = window
        self._session = window.session
        self._taken: tuple[bool, ...] = ()
        self._said = ""
        self.line = QPushButton()
        self.line.setProperty("kind", "quiet")
        self.line.clicked.connect(self._toggle)
        self.away = QToolButton()
        self.away.clicked.connect(self._put_away)
        head = QHBoxLayout()
        head.setContentsMargins(4, 2, 2, 2)
        head.addWidget(self.line, 1)
        head.addWidget(self.away)
        self._marks: list[QLabel] = []
        self._names: list[QPushButton] = []
        self.rows = QFrame()
        grid = QGridLayout(self.rows)
        grid.setContentsMargins(12, 2, 10, 10)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        for place in range(len(method.STEPS)):
            mark, name = label(), QPushButton()
            name.setProperty("kind", "quiet")
            name.setCheckable(True)
            name.clicked.connect(partial(self._choose, place))
            self._marks.append(mark)
            self._names.append(name)
            grid.addWidget(mark, place, 0)
            grid.addWidget(name, place, 1)
        self.hint = label("", "quiet")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(1, 8, 4, 6)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.help = QPushButton()
        self.help.clicked.connect(self._run)
        grid.addWidget(self.hint, len(method.STEPS), 0, 1, 2)
        grid.addWidget(self.help, len(method.STEPS) + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.rows.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.rows)
        self._chosen = 0
        # A moment after an edit: nobody looks here while typing, and a big map need not be counted at every key.
        self._later = pause(self, 400, self.read)
        window.canvas.installEventFilter(self)
        self._session.listen(self._told)
        self.retranslate()

    def set_session(self, session: Session) -> None:
        """Another project."""
        self._session.forget(self._told)
        self._session = session
        session.listen(self._told)
        self.hide()  # what it says is about another map
        self._later.start()

    def retranslate(self) -> None:
        """Every text in the language in use."""
        self.setAccessibleName(tr("The method beside the map"))
        self.away.setIcon(appearance.icon("x"))
        self.away.setToolTip(tr("Put the guide away for good; the Help menu brings it back"))
        self.away.setAccessibleName(tr("Put the guide away for good; the Help menu brings it back"))
        for name, step in zip(self._names, method.STEPS, strict=True):
            name.setText(tr(step.title))
        self.read()

    def read(self) -> None:
        """Look at the map in view, and show what is still to do."""
        session = self._session
        wanted = self._window.preferences.settings.guide and session.map_id in session.document.maps
        self._taken = method.taken(session.document, session.map_id) if wanted else ()
        if not wanted or (all(self._taken) and self.rows.isHidden()):
            self.hide()
            return
        done = sum(self._taken)
        following = next((place for place, one in enumerate(self._taken) if not one), len(self._taken) - 1)
        if self.rows.isHidden():
            self._chosen = following
        title = tr(method.STEPS[following].title)
        self._said = tr("Method {done} of {count} · next: {title}", done=done, count=len(self._taken), title=title)
        self.line.setAccessibleName(self._said)
        self.line.setIcon(appearance.icon("chevron-up" if self.rows.isHidden() else "chevron-down"))
        look = appearance.current()
        for mark, one in zip(self._marks, self._taken, strict=True):
            sign = appearance.icon("check" if one else "circle", look.link if one else look.edge)
            mark.setPixmap(sign.pixmap(QSize(16, 16), self.devicePixelRatioF()))
            mark.setAccessibleName(tr("taken") if one else tr("still to do"))
        self._explain()
        self.show()
        self.place()

    def place(self) -> None:
        """At the lower left of the canvas."""
        room = max(200, self._window.canvas.viewport().width() - 2 * _EDGE)
        beside = self.away.sizeHint().width() + 20
        self.line.setText(self._said)
        plain = self.line.fontMetrics().horizontalAdvance(self._said)
        drawn = self.line.sizeHint().width() - plain  # the icon and the border of the button
        if drawn + plain + beside > room:
            cut = self.line.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room - drawn - beside)
            self.line.setText(cut)
        self.setFixedWidth(min(max(_WIDE, drawn + plain + beside), room))
        for part in (self.rows, self):  # a text of another length counts at once
            layout = part.layout()
            assert layout is not None
            layout.invalidate()
            layout.activate()
        high = self.heightForWidth(self.width())
        self.resize(self.width(), high if high > 0 else self.sizeHint().height())
        area = self._window.canvas.viewport().geometry()
        self.move(area.left() + _EDGE, area.bottom() - self.height() - _EDGE)

    def _explain(self) -> None:
        from cjdesigner.ui.actions import IN_CONTEXT  # they know the guide

        step = method.STEPS[self._chosen]
        self.hint.setText(tr(step.hint))
        action = self._window._made.get(step.action)
        named = IN_CONTEXT.get(step.action)
        self.help.setText(tr(named) if named else action.text() if action is not None else "")
        self.help.setVisible(bool(step.action))
        for place, name in enumerate(self._names):
            name.setChecked(place == self._chosen)

    def _toggle(self) -> None:
        self.rows.setVisible(self.rows.isHidden())
        self.read()

    def _choose(self, place: int) -> None:
        self._chosen = place
        self._explain()
        self.place()

    def _run(self) -> None:
        key = method.STEPS[self._chosen].action
        action = self._window.action(key)
        if key in actions.WITH_MENU:
            self._window.submenu(key).popup(self.help.mapToGlobal(self.help.rect().topLeft()))
        elif action.isEnabled():
            action.trigger()

    def _put_away(self) -> None:
        self._window.preferences.change(guide=False)
        self.hide()
        self._window.canvas.setFocus()

    def _told(self, aspect: Aspect) -> None:
        if aspect in ("document", "map") and self._window.preferences.settings.guide:
            self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self.place)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self.rows.isHidden():
                self._toggle()
            self._window.canvas.setFocus()
        else:
            super().keyPressEvent(event)


def toggle(window: MainWindow) -> None:
    """Show the guide, or put it away."""
    window.preferences.change(guide=not window.preferences.settings.guide)
    window.guide.rows.setVisible(window.preferences.settings.guide)
    window.guide.read()


def is_wanted(window: MainWindow) -> bool:
    """Whether the guide is wanted."""
    return window.preferences.settings.guide
