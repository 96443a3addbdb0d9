"""Pictures cut to what is shown of them, for files that others get: what was cropped away is nowhere in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QRect

from cjdesigner.draw.shapes import WHOLE, Drawing, Group, Picture
from cjdesigner.paint import pictures

Part = tuple[float, float, float, float]
_QUALITY = 93
"""Of a JPEG that has to be written again: nobody sees the difference."""


def trimmed(drawings: Sequence[Drawing]) -> Sequence[Drawing]:
    """The drawings with every cropped picture replaced by its part; those without any are the same objects."""
    cut: dict[tuple[bytes, Part], bytes] = {}
    return [_trimmed(one, cut) for one in drawings]


def _trimmed(drawing: Drawing, cut: dict[tuple[bytes, Part], bytes]) -> Drawing:
    groups = [group for row in drawing.rows for group in row.groups] + list(drawing.over)
    shown = {(shape.asset, shape.part) for group in groups for shape in group.shapes if type(shape) is Picture}
    if all(part == WHOLE for _, part in shown):
        return drawing
    kept = {asset for asset, part in shown if part == WHOLE}
    found = {key: data for key, data in drawing.pictures.items() if key in kept}
    names: dict[tuple[str, Part], str] = {}
    for asset, part in sorted(shown):
        data = drawing.pictures.get(asset)
        if part == WHOLE or data is None:
            continue
        key = data, part
        if key not in cut:
            cut[key] = _part_of(data, part)
        names[asset, part] = f"{asset}-{len(names)}"
        found[names[asset, part]] = cut[key]

    def group(one: Group) -> Group:
        if not any(type(shape) is Picture and shape.part != WHOLE for shape in one.shapes):
            return one
        return one._replace(
            shapes=tuple(
                shape._replace(asset=names.get((shape.asset, shape.part), ""), part=WHOLE)
                if type(shape) is Picture and shape.part != WHOLE
                else shape
                for shape in one.shapes
            )
        )

    rows = tuple(row._replace(groups=tuple(map(group, row.groups))) for row in drawing.rows)
    return drawing._replace(rows=rows, over=tuple(map(group, drawing.over)), pictures=found)


def _part_of(data: bytes, part: Part) -> bytes:
    """The part as a picture of its own, of the same kind as far as it goes; nothing of what cannot be read."""
    whole = pictures.image(data)
    if whole.isNull():
        return b""
    left, top, wide, high = part
    x, y = round(left * whole.width()), round(top * whole.height())
    area = QRect(x, y, max(1, round(wide * whole.width())), max(1, round(high * whole.height())))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    jpeg = pictures.kind(data) == "jpeg"
    whole.copy(area).save(buffer, "JPEG" if jpeg else "PNG", _QUALITY if jpeg else -1)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
