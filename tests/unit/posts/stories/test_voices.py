# SPDX-License-Identifier: Apache-2.0
"""Who speaks: media and regulators by their names, and the many who only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.posts.stories.voices import Voice, voice_of
from tests.unit.posts.stories.memory import post


def _voice(author: str, *, verified: bool | None = None) -> Voice:
    return voice_of(post("好", author=author, verified=verified))


@pytest.mark.parametrize(
    "author",
    [
        "人民日报", "人民日報", "央视新闻", "央视新闻官方微博", "@新京报", "澎湃新闻", "湖南卫视",
        "蘋果日報", "中央社", "香港01", "明報", "聯合新聞網", "赣南晚报", "ＢＢＣ", "Reuters",
        "BBC News (World)", "bbc_news", "Fox News", "KTVU News", "The New York Times", "Arkansas Gazette",
        "新华社记者张三",
    ],
)  # fmt: skip
def test_media(author: str) -> None:
    assert _voice(author) is Voice.MEDIA


@pytest.mark.parametrize(
    "author",
    [
        "上海市市场监督管理局", "国家市场监管总局", "上海市消费者协会", "消費者委員會", "平安北京",
        "上海发布", "深圳交警", "杭州网警巡查执法", "江苏消防", "广州市天河区人民法院", "國家通訊傳播委員會",
        "金管會", "衛福部", "US FDA", "FTC", "Ministry of Health Malaysia", "Los Angeles Police Department",
        "European Commission",
    ],
)  # fmt: skip
def test_regulators(author: str) -> None:
    assert _voice(author) is Voice.REGULATOR


@pytest.mark.parametrize(
    "author",
    [
        "", "王", "新闻系学生小王", "小王爱看新闻", "每天看新闻", "浙江卫视粉丝团", "CCTV4看多了",
        "看晚报的老王", "老王日报", "王卫视", "新闻", "日报", "记者小张", "法院路小吃", "公安局门口的猫",
        "李公安", "张海关", "陈法院", "小消防", "我在法院", "新品发布", "物业管理局", "财经小白",
        "Emily Post", "Good News", "Fake News", "Sky News fan", "Daily Mail parody", "Ministry of Sound",
        "Who", "Time", "the police (band)", "grammar police", "not Reuters", "新" * 300,
    ],
)  # fmt: skip
def test_people_who_only_look_like_it(author: str) -> None:
    assert _voice(author) is Voice.PERSON


def test_an_account_known_not_to_be_verified_is_a_person() -> None:
    assert _voice("人民日报", verified=False) is Voice.PERSON
    assert _voice("人民日报", verified=True) is Voice.MEDIA


def test_a_person_who_is_verified_is_a_person() -> None:
    assert _voice("姚晨", verified=True) is Voice.PERSON


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_any_name_can_be_told(author: str) -> None:
    assert _voice(author) in Voice
