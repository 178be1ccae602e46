def test_pages_carry_the_name_of_the_association_and_not_of_the_framework(visitor):
    for path in ("/", "/catalogue", "/sign_in"):
        page = visitor.get(path).text
        assert "<title>Northshore &lt;Facilities&gt;</title>" in page
        assert "Framework" not in page
        assert "<script>boot()</script>" in page  # unchanged, so that its hash holds


def test_the_icon_is_ours(visitor):
    assert "./favicon.svg" in visitor.get("/").text
    assert visitor.get("/favicon.svg").headers["content-type"] == "image/svg+xml"


def test_typing_is_kept_by_a_script_of_ours(visitor):
    assert '<script src="/typing.js" defer></script></head>' in visitor.get("/catalogue").text
    script = visitor.get("/typing.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "http" not in script.text  # it asks nobody
