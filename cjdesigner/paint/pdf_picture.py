"""Pictures in a PDF: a JPEG goes in as it is, anything else as its pixels on the colour it lies on."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QColor, QImage, QPainter
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName

from cjdesigner.paint import pictures
from cjdesigner.paint.pdf_objects import Stream

_COLOUR_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


class PictureBook:
    """The pictures of one document, each embedded once."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._names: dict[tuple[bytes, str], str | None] = {}
        self.resources: dict[str, Any] = {}
        """References by resource name."""

    def name(self, data: bytes | None, under: str) -> str | None:
        """The resource name of a picture that lies on the colour ``under``; None if it cannot be read."""
        if not data:
            return None
        # A JPEG has no transparency, so what it lies on makes no difference.
        key = data, "" if pictures.kind(data) == "jpeg" else under
        if key not in self._names:
            stream = self._stream(data, under)
            self._names[key] = None
            if stream is not None:
                name = self._names[key] = f"I{len(self.resources) + 1}"
                self.resources[name] = self._document.Reference(stream)
        return self._names[key]

    def _stream(self, data: bytes, under: str) -> Stream | None:
        pixels = pictures.image(data)
        if pixels.isNull():
            return None
        header = pictures.jpeg_header(data) if pictures.kind(data) == "jpeg" else None
        # Qt reads four-channel JPEGs by Adobe's conventions, which PDF viewers do not agree on: embed its pixels.
        if header is not None and header[2] in (1, 3):
            width, height, channels = header
            return _image(data, width, height, _COLOUR_SPACES[channels], Filter=PDFName("DCTDecode"))
        flat = QImage(pixels.size(), QImage.Format.Format_RGB888)
        flat.fill(QColor(under))
        painter = QPainter(flat)
        painter.drawImage(0, 0, pixels)
        painter.end()
        view, stride, width = memoryview(flat.constBits()), flat.bytesPerLine(), flat.width() * 3
        rows = b"".join(view[start : start + width] for start in range(0, stride * flat.height(), stride))
        return _image(rows, flat.width(), flat.height(), "DeviceRGB")


def _image(data: bytes, width: int, height: int, space: str, **entries: Any) -> Stream:
    return Stream(
        data,
        Type=PDFName("XObject"),
        Subtype=PDFName("Image"),
        Width=width,
        Height=height,
        ColorSpace=PDFName(space),
        BitsPerComponent=8,
        **entries,
    )
