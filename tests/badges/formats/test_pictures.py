from io import BytesIO

from PIL import Image, ImageChops
from pypdf import PdfWriter

from core.badges.formats.pictures import embedded, size_of
from core.badges.pictures.artwork import monogram_png
from tests.badges.formats.certificates import artwork, made, reader


def test_every_point_of_the_frozen_picture_is_in_the_file() -> None:
    (shown,) = [image.image for image in reader(made()).pages[0].images if image.image and image.image.width == 1200]
    frozen = Image.open(BytesIO(artwork().png_large)).convert("RGBA")
    assert ImageChops.difference(shown.convert("RGBA"), frozen).getbbox(alpha_only=False) is None


def test_a_picture_with_a_palette_keeps_its_colours() -> None:
    out = BytesIO()
    Image.new("P", (4, 2), 0).save(out, "PNG")
    stored = embedded(PdfWriter(), out.getvalue()).get_object()
    assert stored is not None and (stored["/Width"], stored["/Height"], stored["/ColorSpace"]) == (4, 2, "/DeviceRGB")
    assert stored["/SMask"]["/ColorSpace"] == "/DeviceGray"


def test_what_is_finer_than_print_is_made_smaller() -> None:
    out = BytesIO()
    Image.new("RGB", (4000, 1000)).save(out, "PNG")
    stored = embedded(PdfWriter(), out.getvalue()).get_object()
    assert stored is not None and (stored["/Width"], stored["/Height"]) == (1200, 300)


def test_the_size_is_told() -> None:
    assert size_of(monogram_png("Northshore AFP")) == (256, 256)
