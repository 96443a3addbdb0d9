"""A date: typed as people write it, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cjdesigner.lanes.fields import Field
from cjdesigner.ui import appearance
from cjdesigner.ui.fields.line import CheckedLineEditor
from cjdesigner.ui.fields.spoken import locale, parsed, shown
from cjdesigner.words import tr


class Calendar(QWidget):
    """A month to pick a day from; goes away when it loses its purpose."""

    def __init__(self, owner: DateEditor) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("Calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.month = QCalendarWidget(self)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setLocale(locale())
        self.month.setFirstDayOfWeek(locale().firstDayOfWeek())
        look = appearance.current()
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(look.secondary))
        self.month.setHeaderTextFormat(quiet)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, quiet)
        for name, icon, said in (
            ("qt_calendar_prevmonth", "arrow-left", tr("Previous month")),
            ("qt_calendar_nextmonth", "arrow-right", tr("Next month")),
        ):
            button = self.month.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(appearance.icon(icon, look.secondary))
                button.setToolTip(said)
                button.setAccessibleName(said)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(self.month)
        self.month.clicked.connect(owner.pick)
        self.month.activated.connect(owner.pick)


class DateEditor(CheckedLineEditor):
    """A line that holds an ISO date, with a calendar beside it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.button: QToolButton | None = None
        super().__init__(field, parent)
        self.calendar: Calendar | None = None
        self.button = QToolButton(self)
        self.button.setIconSize(QSize(16, 16))
        self.button.clicked.connect(self.open_calendar)
        self._box.removeWidget(self.line)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self._box.addLayout(row)
        self.retranslate()

    def written(self, value: Any) -> str:
        return shown(value)

    def parsed(self, text: str) -> Any:
        return parsed(text)

    def complaint(self) -> str:
        example = shown(date(date.today().year, 2, 14).isoformat())
        return tr("Not a date. Write it like {example}.", example=example)

    def open_calendar(self) -> None:
        """Drop the calendar below the field, on the date that stands there."""
        if self.calendar is not None:
            self.calendar.deleteLater()
        self.calendar = Calendar(self)
        day = QDate.fromString(parsed(self.line.text()) or "", Qt.DateFormat.ISODate)
        self.calendar.month.setSelectedDate(day if day.isValid() else QDate.currentDate())
        self.calendar.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width() - self.calendar.width(), self.height() + 2))
        area = self.screen().availableGeometry()
        x = max(area.left(), min(corner.x(), area.right() - self.calendar.width()))
        y = corner.y()
        if y + self.calendar.height() > area.bottom():
            y = self.mapToGlobal(QPoint(0, 0)).y() - self.calendar.height() - 2
        self.calendar.move(x, y)
        self.calendar.show()
        self.calendar.month.setFocus()

    def pick(self, day: QDate) -> None:
        """Take a day from the calendar."""
        if self.calendar is not None:
            self.calendar.close()
        self.line.setText(shown(day.toString(Qt.DateFormat.ISODate)))
        self.dirty = True
        self.settle()
        self.line.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.button is not None:
            self.button.setIcon(appearance.icon("calendar", appearance.current().secondary))

    def retranslate(self) -> None:
        super().retranslate()
        if not self.dirty and self.button is not None and isinstance(self._shown, str):
            self.line.setText(shown(self._shown))
        if self.button is not None:
            self.button.setIcon(appearance.icon("calendar", appearance.current().secondary))
            self.button.setToolTip(tr("Pick a date"))
            self.button.setAccessibleName(tr("Pick a date"))
