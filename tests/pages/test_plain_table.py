from pages.shared.plain_table import table_html


def test_cells_have_headers_in_both_directions_and_say_their_column() -> None:
    html = table_html("Who", ("Name", "Role"), [("Ada", "member"), ("Rui", "reviewer")])
    assert html.count('scope="col"') == html.count('scope="row"') == 2
    assert '<span class="column">Role: </span>member' in html


def test_typed_text_stays_text() -> None:
    html = table_html("<i>", ("<b>", "x"), [("<img>", "<script>")])
    assert not any(tag in html for tag in ("<i>", "<b>", "<img>", "<script>"))
