# SPDX-License-Identifier: Apache-2.0
"""Who is talking: voices, verified ones, bands of reach, regions, the loudest."""

from msgspec.structs import replace

from app.analysis.voices import Band, Share, voices
from app.posts.post import Mood
from tests.unit.analysis.said import said


def test_nobody_says_nothing() -> None:
    found = voices([])
    assert (found.voices, found.verified, found.reach, found.loudest) == (0, Share(0, 0, 0), (), ())


def test_a_voice_is_an_author_at_a_source() -> None:
    one = said("一", "二", author="同名")
    assert voices([*one, replace(one[0], source="twitter")]).voices == 2


def test_verified_voices_and_their_negative_posts() -> None:
    media = [replace(post, verified=True) for post in said("一", "二", author="媒体")]
    calm = replace(media[1], mood=Mood.NEUTRAL)
    assert voices([media[0], calm, *said("三", first=50)]).verified == Share(2, 1, 1)


def test_bands_hold_who_has_so_many_followers() -> None:
    posts = said("一", "二", "三", "四")
    posts = [replace(post, followers=many) for post, many in zip(posts, (5, 150_000, 999_999, None), strict=True)]
    assert voices(posts).reach == (Band(0, 1, 1, 1), Band(100_000, 2, 2, 2))


def test_regions_and_sources_most_first_unknown_ones_left_out() -> None:
    places = ("上海", "", "上海")
    posts = [replace(post, region=place) for post, place in zip(said("一", "二", "三"), places, strict=True)]
    found = voices(posts)
    assert found.regions == (("上海", 2),)
    assert found.sources == (("weibo", 3),)


def test_the_loudest_reach_most_and_name_their_newest_post() -> None:
    big = [replace(post, followers=90_000) for post in said("一", "二", first=7, author="大号")]
    found = voices([*said("小声"), *big]).loudest
    assert (found[0].name, found[0].posts, found[0].reach, found[0].newest) == ("大号", 2, 90_000, 8)


def test_posts_without_an_author_are_posts_but_no_voice() -> None:
    found = voices([replace(post, author="") for post in said("一", "二")])
    assert (found.voices, found.sources) == (0, (("weibo", 2),))
