"""Lines and tables from other programs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjdesigner.exchange import clipboard

CELLS = st.lists(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))), min_size=2),
    min_size=1,
)


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    return clipboard._trimmed([list(row) for row in rows])


@given(CELLS)
def test_what_is_written_comes_back(rows: list[list[str]]) -> None:
    if not any(any(row[1:]) and any(row) for row in rows):
        return
    table, _ = clipboard.read_html(clipboard.write_html(rows))
    assert table == _trimmed(rows)
    back = clipboard.read_tsv(clipboard.write_tsv(rows))
    assert back is None or back == _trimmed(rows)


def test_no_cell_is_a_formula() -> None:
    rows = [["=1+1", "+x", "-y", "@z", "'=kept", "it's"]]
    assert clipboard.write_tsv(rows) == "'=1+1\t'+x\t'-y\t'@z\t''=kept\tit's\n"
    assert clipboard.read_tsv(clipboard.write_tsv(rows)) == rows
    assert "<td>=" not in clipboard.write_html(rows) and ">'=1+1<" in clipboard.write_html(rows).replace("&#x27;", "'")


def test_a_spreadsheet_table_with_line_breaks_and_spans() -> None:
    source = """<html><head><style>td {x}</style><script>alert("no")</script></head><body><!--StartFragment-->
    <table><tr><td colspan=2>wide</td><td rowspan="2">down<br>twice</td></tr>
    <tr><td>a &amp; b</td><td>&lt;script&gt;x&lt;/script&gt;</td></tr>
    <tr><th>&nbsp;</th><td><p>p</p><p>q</p></td><td>r</td></tr></table></body></html>"""
    table, text = clipboard.read_html(source)
    assert table == [["wide", "", "down\ntwice"], ["a & b", "<script>x</script>"], ["", "p\nq", "r"]]
    assert "alert" not in text


def test_a_page_with_a_table_in_it_is_text() -> None:
    table, text = clipboard.read_html("<p>Before</p><table><tr><td>a</td><td>b</td></tr></table>")
    assert table is None and "Before" in text


def test_quoted_cells_of_a_spreadsheet() -> None:
    assert clipboard.read_tsv('a\t"b\nc ""d"""\r\n\te\r\n') == [["a", 'b\nc "d"'], ["", "e"]]
    assert clipboard.read_tsv("just\nlines") is None
    assert clipboard.read_tsv("\tindented\n\tlines") is None


def test_lines_lose_marks_and_blanks_but_not_words() -> None:
    assert clipboard.lines("• one\r\n\r\n- two \n<b>three</b>\n-4\n") == ["one", "two", "<b>three</b>", "-4"]


def test_breaks_of_slides_and_old_systems_part_words() -> None:
    assert clipboard.lines("one\vtwo\x0cthree\u2028four\rfive") == ["one", "two", "three", "four", "five"]


def test_a_break_in_a_cell_of_a_slide_is_no_new_row() -> None:
    assert clipboard.read_tsv("a\vb\tc\nd\te\n") == [["a\nb", "c"], ["d", "e"]]


def test_junk_is_known() -> None:
    assert clipboard.is_junk("\x00\x01\x02PNG" * 50)
    assert not clipboard.is_junk("Hello\tthere\r\n" * 50)
    assert not clipboard.is_junk("")


def test_halves_of_characters_and_controls_are_gone() -> None:
    assert clipboard.clean("a\x00b\ud800c\x1b\x85\r\nd") == "ab\ufffdc\nd"


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    clipboard.read_html(text)
    clipboard.read_tsv(text)
    clipboard.lines(text)


def test_cells_that_claim_to_span_everything_do_not_fill_the_memory() -> None:
    wide = "<table><tr>" + "<td colspan=999>x</td>" * 20_000 + "</tr></table>"
    many = "<table>" + "<tr><td colspan=999 rowspan=999>x</td></tr>" * 2_000 + "</table>"
    for source in (wide, many):
        table, _ = clipboard.read_html(source)
        assert table is not None and sum(map(len, table)) < 500_000
