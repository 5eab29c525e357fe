"""Reading a template's file: everything wrong is named with its line."""

import pytest

from mailfollow.errors import DataError
from mailfollow.writing.template.parse import parse_template

GOOD = '+++\nangle = "x"\ntouches = [1, 2]\nwhen = ["waiting", "lapsed"]\nneeds = ["proposal.topic"]\n+++\n\nHello\n'


def problems(text, name="en/x", path="t/en/x.txt.j2"):
    with pytest.raises(DataError) as caught:
        parse_template(text, name, path)
    return caught.value.problems


def test_a_template_has_what_its_front_matter_says():
    read = parse_template(GOOD, "en/x", "t/en/x.txt.j2")

    assert (read.name, read.language, read.angle, read.path) == ("en/x", "en", "x", "t/en/x.txt.j2")
    assert (read.touches, read.when, read.needs) == ((1, 2), ("waiting", "lapsed"), ("proposal.topic",))
    assert (read.first_line, read.body) == (7, "\nHello\n")


def test_only_the_angle_must_be_there_and_a_list_of_one_may_be_a_text():
    read = parse_template('+++\nangle = "x"\nwhen = "closing"\n+++\nHello', "en/x", "")

    assert (read.touches, read.when, read.needs, read.resource) == ((), ("closing",), (), None)


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter():
    read = parse_template("\ufeff" + GOOD.replace("\n", "\r\n"), "en/x", "")

    assert read.body == "\nHello\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Hello", "t/en/x.txt.j2:1:1: a template begins with a line +++"),
        ('+++\nangle = "x"\nHello', "t/en/x.txt.j2:3:1: the front matter does not end"),
        ("+++\nangle = \n+++\n", "t/en/x.txt.j2:2:9: the front matter is not TOML: Invalid value"),
        ('+++\nangle = "x"\nangle = "y"\n+++\n', "t/en/x.txt.j2:3:12: the front matter is not TOML"),
        ('+++\nangle = "x\n+++\n', "t/en/x.txt.j2:2:11: the front matter is not TOML"),
        ("+++\n\n+++\n", "t/en/x.txt.j2:2:1: angle is missing"),
        ('+++\nangle = "Not a Name"\n+++\n', "t/en/x.txt.j2:2:1: angle is missing or no short name"),
        ('+++\nangle = "x"\ntouch = [1]\n+++\n', 't/en/x.txt.j2:3:1: unknown key "touch"; did you mean "touches"?'),
        ('+++\nangle = "x"\n\nwhen = ["waitin"]\n+++\n', '2:4:1: unknown "waitin" in when; did you mean "waiting"?'),
        ('+++\nangle = "x"\nwhen = ["qqqq"]\n+++\n', "known are waiting, after-holidays, promised, asked-to-wait"),
        ('+++\nangle = "x"\nneeds = ["proposal.topc"]\n+++\n', 'did you mean "proposal.topic"?'),
        ('+++\nangle = "x"\nneeds = [1]\n+++\n', "t/en/x.txt.j2:3:1: needs is a list of texts"),
        ('+++\nangle = "x"\ntouches = [0]\n+++\n', "t/en/x.txt.j2:3:1: touches is a list of numbers from 1"),
        ('+++\nangle = "x"\ntouches = [true]\n+++\n', "t/en/x.txt.j2:3:1: touches is a list of numbers"),
        ('+++\nangle = "x"\ntouches = 2\n+++\n', "t/en/x.txt.j2:3:1: touches is a list of numbers"),
        ('+++\nangle = "x"\nresource = ["a"]\n+++\n', "t/en/x.txt.j2:3:1: resource is one kind"),
        ('+++\nangle = "x"\n+++\n\n{% if x %}\nHello', "t/en/x.txt.j2:6:1: Unexpected end of template"),
        ('+++\nangle = "x"\n+++\n\n\n{{ greeting | quotd}}', '6:15: there is no filter "quotd"; did you mean "quot'),
        ('+++\nangle = "x"\n+++\n{{ x y }}', "t/en/x.txt.j2:4:1: expected token 'end of print statement'"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(text, problem):
    """Scenario 97, as far as the error goes."""
    assert problem in problems(text)[0]


def test_all_faults_of_a_file_are_named_at_once():
    found = problems('+++\ntouch = [1]\nwhen = ["x"]\n+++\n{% include "a" %}')

    assert len(found) == 4
    assert [line.split(":")[1] for line in found] == ["2", "2", "3", "5"]


def test_a_template_lies_in_a_folder_of_a_known_language():
    assert "a folder named for its language, such as en/x" in problems(GOOD, "x")[0]
    assert 'there are no words for the language "xx"' in problems(GOOD, "xx/x")[0]
