"""The code is read back the way a phone reads it, and keeps its white rim."""

from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.badges.pictures.address_code import code_png

TOKENS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=22, max_size=22)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("L")


@settings(max_examples=20)
@given(TOKENS)
def test_it_says_the_address(token: str) -> None:
    address = f"https://badges.example.org/b/{token}"
    assert [found.text for found in zxingcpp.read_barcodes(opened(code_png(address)))] == [address]


@pytest.mark.parametrize("dot", [1, 4, 10])
def test_four_modules_around_it_stay_white(dot: int) -> None:
    picture = opened(code_png("https://badges.example.org/b/x", dot=dot))
    dark = picture.point(lambda value: 255 - value).getbbox()
    assert dark is not None
    assert dark[:2] == (4 * dot, 4 * dot)
    assert (picture.width - dark[2], picture.height - dark[3]) == (4 * dot, 4 * dot)
