from tests.pages.door import Door, words


def test_a_visitor_sees_the_catalogue(door: Door) -> None:
    app = door.open()
    assert not app.exception
    assert "Catalogue" in words(app)
