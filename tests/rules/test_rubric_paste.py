import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.drafts import Draft
from core.rules.rubric_drafts import rubric_of
from core.rules.rubric_paste import read

COPIED = (
    "Criterion\tNot yet\tDeveloping\tProficient\tExemplary\n"
    "States what, who, when\tFacts are missing.\tOne has to be guessed.\tSays it in three sentences.\tAlso says what is not known.\n"
    '"Handles\nquestions"\tEvades them.\t"Answers some; guesses\nonce."\tAnswers from facts.\tFinds the unasked one.\n'
)


def test_cells_copied_from_a_spreadsheet_become_a_rubric() -> None:
    pasted = read(COPIED)
    assert [level.name for level in pasted.levels] == ["Not yet", "Developing", "Proficient", "Exemplary"]
    assert [(row.key, row.title) for row in pasted.criteria] == [("C1", "States what, who, when"), ("C2", "Handles questions")]
    assert pasted.criteria[1].descriptor(1) == "Answers some; guesses once."
    assert pasted.remarks == ()
    rubric = rubric_of(Draft(levels=pasted.levels, criteria=pasted.criteria))
    assert rubric is not None and rubric.criteria[0].threshold == 2


def test_a_column_for_the_description_and_other_separators() -> None:
    pasted = read("Criterion;Description;No;Yes\nGreets people;At the door;Walks past.;Says the name.")
    assert pasted.criteria[0].description == "At the door"
    assert pasted.criteria[0].descriptors == ("Walks past.", "Says the name.")
    assert pasted.criteria[0].threshold == 1


def test_what_is_missing_is_said_and_nothing_else_is_lost() -> None:
    pasted = read("Criterion\tNo\tYes\nGreets people\tWalks past.\n\tx\ty\nAsks\ta\tb\tc")
    assert pasted.remarks == (
        "Row 2 (“Greets people”) says nothing for Yes.",
        "Row 3 has no name for its criterion.",
        "Row 4 (“Asks”) has more cells than there are headings; the rest is left out.",
    )
    assert len(pasted.criteria) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "copy the headings"),
        ("Criterion\tNo\tYes", "copy the headings"),
        ("Level\tNo\tYes\na\tb\tc", "headed “Criterion”"),
        ("Criterion\tYes\na\tb", "1 columns for levels"),
        ("Criterion\t" + "\t".join("abcdefg") + "\nx\ty", "7 columns for levels"),
        ("Criterion\tNo\tYes\n" + "a\tb\tc\n" * 13, "13 rows"),
        ("x" * 100_001, "more than 100,000 characters"),
    ],
)
def test_what_is_no_rubric_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        pasted = read(text)
    except ValueError as problem:
        assert str(problem).endswith((".", "first.", "five.", "”."))
    else:
        assert pasted.criteria and all(len(row.descriptors) == len(pasted.levels) for row in pasted.criteria)
