"""What PDF/A-1b and PDF/UA-1 ask of a file as a whole: a colour profile, and metadata that say so."""

from __future__ import annotations

import struct
from functools import lru_cache
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObject, PDFString

from cjdesigner.paint.pdf_objects import Stream

_PRIMARIES = {
    # Adapted to D50, as profiles have them (IEC 61966-2-1).
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
_D50 = (0.96420, 1.0, 0.82491)


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """sRGB as an ICC profile of version 2.1, which PDF 1.4 knows; the same bytes each time."""
    tags = {
        "desc": _description("sRGB IEC61966-2.1"),
        "cprt": b"text\0\0\0\0Public domain\0",
        "wtpt": _xyz(_D50),
        **{name: _xyz(value) for name, value in _PRIMARIES.items()},
    }
    curve = _curve()
    order = [*tags, "rTRC", "gTRC", "bTRC"]
    offset = 128 + 4 + 12 * len(order)
    table, data = struct.pack(">I", len(order)), b""
    for name, value in [*tags.items(), ("rTRC", curve)]:
        if name == "rTRC":
            for each in ("rTRC", "gTRC", "bTRC"):
                table += each.encode("ascii") + struct.pack(">II", offset, len(value))
        else:
            table += name.encode("ascii") + struct.pack(">II", offset, len(value))
        padded = value + b"\0" * (-len(value) % 4)
        data += padded
        offset += len(padded)
    size = 128 + len(table) + len(data)
    header = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    header += struct.pack(">3I", *(round(value * 65536) for value in _D50))
    return header + b"\0" * (128 - len(header)) + table + data


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in value))


def _curve() -> bytes:
    count = 1024
    values = []
    for place in range(count):
        x = place / (count - 1)
        y = x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4
        values.append(round(y * 65535))
    return b"curv\0\0\0\0" + struct.pack(f">I{count}H", count, *values)


def _description(text: str) -> bytes:
    said = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(said)) + said + b"\0" * (4 + 4 + 2 + 1 + 67)


def output_intent(document: PDFDocument) -> PDFArray:
    """The colours of the file are those of sRGB."""
    name = "sRGB IEC61966-2.1"
    profile = document.Reference(Stream(srgb_profile(), N=3))
    return PDFArray(
        [
            PDFDictionary(
                {
                    "Type": PDFName("OutputIntent"),
                    "S": PDFName("GTS_PDFA1"),
                    "OutputConditionIdentifier": PDFString(name),
                    "Info": PDFString(name),
                    "DestOutputProfile": profile,
                }
            )
        ]
    )


class Metadata(PDFObject):
    """The XMP packet: title, author, language and the standards that the file keeps to. Never compressed."""

    def __init__(self, title: str, author: str, language: str, creator: str) -> None:
        self._data = _packet(title, author, language, creator).encode("utf-8", "replace")

    def format(self, document: PDFDocument) -> bytes:
        """The object as bytes."""
        head = f"<</Type/Metadata/Subtype/XML/Length {len(self._data)}>>\nstream\n"
        return head.encode("ascii") + self._data + b"\nendstream\n"


def _packet(title: str, author: str, language: str, creator: str) -> str:
    def text(value: str) -> str:
        return escape("".join(c if c.isprintable() or c == " " else " " for c in value))

    people = f"<dc:creator><rdf:Seq><rdf:li>{text(author)}</rdf:li></rdf:Seq></dc:creator>" if author else ""
    tongue = f"<dc:language><rdf:Bag><rdf:li>{text(language)}</rdf:li></rdf:Bag></dc:language>" if language else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{text(title)}</rdf:li></rdf:Alt></dc:title>{people}{tongue}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{text(creator)}</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
