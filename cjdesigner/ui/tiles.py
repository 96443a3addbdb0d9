"""Small pictures of what a map is made of: a lane type's tile, a persona's disc."""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPixmap

from cjdesigner.draw.colours import readable_on
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model.document import Document
from cjdesigner.model.records import Persona
from cjdesigner.theme import tokens
from cjdesigner.ui import appearance

_ICONS = {
    "action": "footprints",
    "touchpoint": "map-pin",
    "thought": "message-circle",
    "emotion": "smile",
    "pain": "triangle-alert",
    "solution": "lightbulb",
    "message": "send",
    "picture": "image",
    "measure": "gauge",
    "backstage": "theater",
    "note": "sticky-note",
}
_BY_TYPE = {lane.key: _ICONS.get(lane.icon, "sticky-note") for lane in LANE_TYPES}


def lane_icon(key: str) -> str:
    """The name of the icon of a lane type."""
    return _BY_TYPE.get(key, "sticky-note")


def paint_tile(painter: QPainter, box: QRectF, colour: str, icon: str = "") -> None:
    """A rounded tile in a colour, with a white icon on it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    radius = box.width() * 0.26
    painter.drawRoundedRect(box, radius, radius)
    if icon:
        size = box.width() * 0.62
        ratio = painter.device().devicePixelRatioF()
        picture = appearance.picture(icon, "#FFFFFF", max(1, round(size * ratio)))
        edge = (box.width() - size) / 2
        painter.drawPixmap(QRectF(box.x() + edge, box.y() + edge, size, size), picture, QRectF(picture.rect()))
    painter.restore()


def persona_colour(document: Document, persona: Persona, map_id: str) -> str:
    """The persona's own colour, or the theme's for its place in the map or in the project."""
    theme = tokens.load(document.project.theme)
    journey = document.maps.get(map_id)
    order = journey.personas if journey and persona.id in journey.personas else tuple(document.personas)
    place = order.index(persona.id) if persona.id in order else 0
    return theme.persona(place, persona.colour if QColor(persona.colour).isValid() else "")


def paint_persona(painter: QPainter, box: QRectF, colour: str, name: str, portrait: QPixmap | None = None) -> None:
    """A disc with the persona's picture, or the first letter of the name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if portrait is not None and not portrait.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        circle = QPainterPath()
        circle.addEllipse(box)
        painter.setClipPath(circle)
        side = min(portrait.width(), portrait.height())
        cut = QRectF((portrait.width() - side) / 2, (portrait.height() - side) / 2, side, side)
        painter.drawPixmap(box, portrait, cut)
    else:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(box)
        font = QFont(painter.font())
        font.setPixelSize(max(6, round(box.height() * 0.46)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(readable_on(colour)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, (name.strip() or "?")[0].upper())
    painter.restore()


def persona_icon(document: Document, persona: Persona, map_id: str, side: int, ratio: float) -> QIcon:
    """The persona's disc as an icon of so many pixels."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    colour = persona_colour(document, persona, map_id)
    paint_persona(painter, QRectF(0, 0, side, side), colour, persona.name, portrait(document, persona))
    painter.end()
    return QIcon(pixmap)


def portrait(document: Document, persona: Persona, side: int = 96) -> QPixmap | None:
    """The persona's picture, its shorter side that many pixels; None where there is none or it cannot be read."""
    asset = document.assets.get(persona.picture)
    return _portrait(asset.data, side) if asset else None


@lru_cache(maxsize=64)
def _portrait(data: str, side: int) -> QPixmap | None:
    pixmap = QPixmap()
    try:
        pixmap.loadFromData(base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError):
        return None
    if pixmap.isNull():
        return None
    return pixmap.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
