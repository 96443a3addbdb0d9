"""Project files: bytes to document and back, such that nothing in a file is lost and nothing in it moves by itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cjdesigner.files import pictures, reading
from cjdesigner.files.atomic import write_atomically
from cjdesigner.files.characters import whole_characters
from cjdesigner.files.errors import FileError, NewerFormat, explained, shown
from cjdesigner.files.faults import described
from cjdesigner.files.migrations import FORMAT, VERSION, migrate
from cjdesigner.files.payloads import Maker, payload_maker
from cjdesigner.files.reading import MAX_BYTES
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model import collecting, invalid
from cjdesigner.model.document import Document
from cjdesigner.model.records import COLLECTIONS, KINDS, MAX_TEXT, Card, Project, Record
from cjdesigner.words import tr

SUFFIX = ".cjmap"
WARN_RECORDS = 20_000
MAX_RECORDS = 100_000
RESERVED = frozenset({"format", "version", *KINDS})
"""The top-level names that this version knows."""
_FEW = 3_000
"""Records that are known to be sound, where they plainly are, before pydantic could be imported."""
_LARGE = 300_000
"""Bytes up to which a file is read part by part."""
_TOO_DEEP = b"\n" + b"  " * (reading.MAX_DEPTH + 1)
"""How a line begins that is nested deeper than may be."""
_ORDERED = tuple(kind.KIND for kind in COLLECTIONS if "order" in kind.model_fields)


class Opened(NamedTuple):
    """What a file holds, and what a person should know about it: one sentence each."""

    document: Document
    notices: tuple[str, ...]
    version: int
    """The version of the format that the file was written in; an older one means that saving changes the file."""


def prepare() -> None:
    """Have everything at hand that reading and writing any file takes: for an idle moment, from any thread."""
    from cjdesigner.files import whole
    from cjdesigner.files.container import READERS

    for kind in KINDS.values():
        kind.model_build()
    for lane in LANE_TYPES:
        lane.payload.model_build()
    assert READERS and whole.reader()


def read(path: Path) -> Document:
    """The document in a file. Raises FileError; NewerFormat where the file is from a newer version."""
    return open_file(path).document


def parse(data: bytes) -> Document:
    """The document in the bytes of a file. Raises FileError; NewerFormat where they are from a newer version."""
    return open_bytes(data).document


def save(document: Document, path: Path) -> None:
    """Write the document, whole or not at all; what was written is read back and compared. Raises FileError."""
    try:
        data = dump(document)
        write_atomically(path, lambda stream: _write(stream, data), verify=True)
    except FileError as error:
        error.path = path
        raise
    except OSError as error:
        raise FileError(explained(error, path), path=path) from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that is plain and not too big. Raises FileError."""
    try:
        # Asking first keeps pipes and devices, which may never end, from being read at all.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise FileError(tr("It is a folder, not a file.") if path.is_dir() else tr("It is not a plain file."))
        with open(path, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileError as error:
        error.path = path
        raise
    except OSError as error:
        raise FileError(explained(error), path=path) from error
    except ValueError:  # a zero byte in the name
        raise FileError(tr("There is no such file or folder."), path=path) from None


def open_file(path: Path) -> Opened:
    """The document in a file, with what is to be said about it. Raises FileError, NewerFormat."""
    data = read_bytes(path)
    try:
        return open_bytes(data)
    except FileError as error:
        error.path = path
        raise


def open_bytes(data: bytes) -> Opened:
    """The document in the bytes of a file, with what is to be said about it. Raises FileError, NewerFormat."""
    with collecting.paused():
        opened = _opened_whole(data) if _is_large(data) else None
        if opened is not None:
            return opened
        tree, text = reading.tree(data)
        version = _version(tree)
        if version > VERSION:
            try:
                opened = _opened(tree, text, version)
            except FileError:
                raise NewerFormat(version, None) from None
            raise NewerFormat(version, opened.document)
        return _opened(migrate(tree, version), text, version)


def dump(document: Document) -> bytes:
    """The bytes of the document's file: the same document always gives the same bytes.

    Halves of characters, which UTF-8 cannot write, become U+FFFD rather than keep a person from saving.
    Raises FileError where the document holds what no file may, such as a text that is too long to be opened again.
    """
    _refuse_crowd(sum(len(getattr(document, kind.KIND)) for kind in COLLECTIONS))
    with collecting.paused():
        from pydantic_core import PydanticSerializationError

        try:
            data = _dumped(document)
        except PydanticSerializationError:
            data = _dumped(whole_characters(document))
    if len(data) > MAX_BYTES:
        raise FileError(tr("The file would be larger than {limit} MB.", limit=MAX_BYTES // 1_000_000))
    if _is_doubtful(data):
        open_bytes(data)
    return data


def _version(tree: dict[str, Any]) -> int:
    if tree.get("format") != FORMAT:
        raise FileError(
            tr("This is not a cjdesigner project: its “format” is not “{format}”.", format=FORMAT), where="format"
        )
    version = tree.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FileError(tr("The version of the format must be a whole number from 1 on."), where="version")
    return version


def _is_large(data: bytes) -> bool:
    """Whether the file is worth being read in one go, by pydantic: a start with a small one does without."""
    return len(data) > _LARGE and (Card._built or data.count(b'"id"') > _FEW)


def _opened_whole(data: bytes) -> Opened | None:
    """What a large file holds, where all of it is sound; None where it is to be looked at part by part."""
    if reading.is_too_much(data):
        return None
    from cjdesigner.files import whole

    parts = whole.parts(data)
    if parts is None:
        return None
    project = parts[Project.KIND]
    unknown = {name: value for name, value in parts.items() if name not in RESERVED}
    lists = {kind.KIND: parts.get(kind.KIND, []) for kind in COLLECTIONS}
    return _checked(project, lists, unknown, VERSION, deep=False)


def _opened(tree: dict[str, Any], text: str, version: int) -> Opened:
    count = sum(len(tree[kind.KIND]) for kind in COLLECTIONS if isinstance(tree.get(kind.KIND), list))
    _refuse_crowd(count)
    if Project.KIND not in tree:
        raise FileError(tr("It is missing."), where=Project.KIND)
    _type_payloads(tree.get("cards"), text)
    unknown = {name: value for name, value in tree.items() if name not in RESERVED}
    project = _validated(Project.KIND, tree[Project.KIND], text)
    # Popped, so that the plain form of a big file is gone before the next part is made.
    parts = {kind.KIND: _validated(kind.KIND, tree.pop(kind.KIND, []), text) for kind in COLLECTIONS}
    return _checked(project, parts, unknown, version)


def _checked(
    project: Project, parts: dict[str, list[Any]], unknown: dict[str, Any], version: int, deep: bool = True
) -> Opened:
    """The document of these records, once what no single record can tell is checked.

    ``deep`` says that what is unknown may be nested deeper than it may be.
    """
    notices: list[str] = []
    count = sum(map(len, parts.values()))
    _refuse_crowd(count)
    if count > WARN_RECORDS:
        notices.append(tr("The file holds {count} records: expect it to be slow.", count=count))
    if deep:
        _check_depth(project, parts, unknown)
    collections = {kind: {record.id: record for record in records} for kind, records in parts.items()}
    ids = {project.id}.union(*collections.values())
    if len(ids) != count + 1:
        raise _duplicate_id(project, parts)
    pictures.check(collections["assets"])
    notices.extend(_mend_orders(collections))
    return Opened(Document(project=project, unknown=unknown, **collections), tuple(notices), version)


def _check_depth(project: Project, parts: dict[str, list[Any]], unknown: dict[str, Any]) -> None:
    reading.check_depth(list(unknown.values()), 1)
    _check_extra(project, 2)
    for records in parts.values():
        for record in records:
            if record.__pydantic_extra__:
                _check_extra(record, 3)


def _refuse_crowd(count: int) -> None:
    if count > MAX_RECORDS:
        raise FileError(tr("The file holds {count} records; {limit} is the most.", count=count, limit=MAX_RECORDS))


def _type_payloads(cards: Any, text: str) -> None:
    """Replace plain payloads by those of the cards' lane types; what is no card is left for the reader to refuse."""
    if not isinstance(cards, list):
        return
    makers: dict[str, Maker] = {}
    for index, card in enumerate(cards):
        if not isinstance(card, dict):
            return
        key = card.get("type", "")
        if not isinstance(key, str):
            return
        maker = makers.get(key)
        if maker is None:
            maker = makers[key] = payload_maker(key)
        if "payload" not in card:
            card["payload"] = maker.empty
            continue
        try:
            payload = card["payload"] = maker.validate(card["payload"])
        except invalid.ValidationError as error:
            raise described(error, ("cards", index, "payload"), _id_of(card), text) from None
        if payload.__pydantic_extra__:
            reading.check_depth(payload.__pydantic_extra__, 4)


def _validated(kind: str, value: Any, text: str) -> Any:
    plain = _plain(kind, value)
    if plain is not None:
        return plain
    from cjdesigner.files.container import READERS

    try:
        return READERS[kind].validate_python(value)
    except invalid.ValidationError as error:
        place = error.errors(include_url=False, include_input=False, include_context=False)[0]["loc"]
        record = value[place[0]] if place and isinstance(place[0], int) and isinstance(value, list) else value
        raise described(error, (kind,), _id_of(record), text) from None


def _plain(kind: str, value: Any) -> Any:
    """The records where they are few and all plainly sound; None where they are to be validated."""
    record = KINDS[kind]
    if kind == Project.KIND:
        return record.model_plain(value)
    if not isinstance(value, list) or len(value) > _FEW:
        return None
    found = []
    for one in value:
        made = record.model_plain(one)
        if made is None:
            return None
        found.append(made)
    return found


def _id_of(record: Any) -> str:
    found = record.get("id") if isinstance(record, dict) else None
    return found if isinstance(found, str) else ""


def _check_extra(record: Record, depth: int) -> None:
    if record.__pydantic_extra__:
        reading.check_depth(record.__pydantic_extra__, depth)


def _duplicate_id(project: Project, parts: dict[str, list[Any]]) -> FileError:
    seen = {project.id}
    for kind, records in parts.items():
        for index, record in enumerate(records):
            if record.id in seen:
                where = reading.path_of((kind, index, "id"))
                return FileError(tr("The id “{id}” is there twice.", id=shown(record.id)), where=where)
            seen.add(record.id)
    raise AssertionError("no id is there twice")


def _mend_orders(collections: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Give records without a sound order key one that sorts at the same place; the file keeps its own until saved."""
    for kind in _ORDERED:
        records = collections[kind]
        if _are_keys([record.order for record in records.values()]):
            continue
        bad = [record for record in records.values() if not _is_key(record.order)]
        for record in bad:
            letters = "".join(letter for letter in record.order if letter.isascii() and letter.isalnum())
            records[record.id] = record.model_copy(update={"order": letters if _is_key(letters) else letters + "1"})
        if bad:
            yield tr("{kind}: {count} records have no sound order key.", kind=kind, count=len(bad))


def _are_keys(texts: list[str]) -> bool:
    """Whether all are sound order keys, told of all at once."""
    row = " ".join(["", *texts, ""])
    apart = row.count(" ") == len(texts) + 1 and "  " not in row and "0 " not in row
    return not texts or (apart and row.isascii() and row.replace(" ", "").isalnum())


def _is_key(text: str) -> bool:
    # The same as order.is_key, in a fifth of its time: it is asked for every card of the file.
    return text.isalnum() and text.isascii() and text[-1] != "0"


def _dumped(document: Document) -> bytes:
    from cjdesigner.files.container import Container

    fields: dict[str, Any] = {}
    for kind in COLLECTIONS:
        records = getattr(document, kind.KIND)
        fields[kind.KIND] = [records[record_id] for record_id in sorted(records)]
    container = Container.model_construct(format=FORMAT, version=VERSION, project=document.project, **fields)
    extra = container.__pydantic_extra__
    assert extra is not None
    # Not through model_construct: a hostile file may call a field like one of its parameters.
    extra.update(document.unknown)
    data = container.__pydantic_serializer__.to_json(container, indent=2, exclude_defaults=True)
    # A typed payload with nothing in it is not equal to the empty Payload, and so is not left out by itself.
    # Text holds no line ends, so these can only be the file's own; and only cards, so no unknown field goes with it.
    before, cards, rest = data.partition(b'\n  "cards": [\n')
    if cards:
        inside, end, after = rest.partition(b"\n  ]")
        data = b"".join((before, cards, inside.replace(b',\n      "payload": {}', b""), end, after))
    return data + b"\n"


def _is_doubtful(data: bytes) -> bool:
    """Whether the file may hold what no file may, such as a text that is too long, and should be read to be sure.

    A field has a line of its own, so a short search for line ends finds the long ones.
    """
    if b": null" in data or _TOO_DEEP in data or reading.is_too_much(data):
        return True
    start = 0
    while start + MAX_TEXT < len(data):
        end = data.rfind(b"\n", start, start + MAX_TEXT)
        if end < 0:
            return not data.startswith(b'  "assets"', data.rfind(b"\n", 0, start) + 1)
        start = end + 1
    return False


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)
