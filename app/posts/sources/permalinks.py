# SPDX-License-Identifier: Apache-2.0
"""A platform's own id in the address of a post, so that a post from a feed and from an export is one post.

Called by the kinds that read feeds. The trap: some platforms sign their addresses anew at every look (WeChat through
a search engine, Xiaohongshu), so there the address itself must never be the id.
"""

import re
from typing import Final

from app.posts.identity import source_of_url, time_in_id

# The first group is the id; where two kinds of thing are numbered alike, the kind is part of it.
_FORMS: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    source: tuple(re.compile(pattern) for pattern in patterns)
    for source, patterns in {
        "weibo": (r"weibo\.c(?:om|n)/(?:\w+|status|detail|statuses)/(\w{9}|\d{16})(?:[/?#]|$)",),
        "twitter": (r"/status(?:es)?/(\d{10,20})(?:\D|$)",),
        "bilibili": (r"/video/(BV\w{10}|av\d+)", r"t\.bilibili\.com/(\d{6,})", r"/opus/(\d{6,})", r"/read/(cv\d+)"),
        "zhihu": (r"/(answer/\d+)", r"zhuanlan\.zhihu\.com/(p/\d+)", r"/(pin/\d+)", r"/(question/\d+)/?(?:[?#]|$)"),
        "xiaohongshu": (r"/(?:explore|item|user/profile/[0-9a-f]{24})/([0-9a-f]{24})",),
        "douyin": (r"/(?:video|note)/(\d{10,})",),
        "douban": (r"/group/topic/(\d+)",),
        "tieba": (r"/p/\d+\?(?:.*&)?pid=(\d+)", r"/p/(\d+)"),
        "wechat": (r"/s/([\w-]{20,})(?:[?#]|$)", r"[?&]sn=([0-9a-f]{16,})"),
    }.items()
}
_LONGEST: Final = 2_000
_SIGNED: Final = frozenset(("wechat", "xiaohongshu"))


def post_id(url: str, told: str = "") -> str:
    """The id a platform gives the post at `url`; where the address does not show one, what the feed `told`.

    '' where what was told is an address that will be another one at the next look.
    """
    url = url[:_LONGEST]
    source = source_of_url(url)
    for form in _FORMS.get(source, ()):
        if (found := form.search(url)) and (source != "weibo" or time_in_id(source, found[1])):
            return found[1]
    return "" if source in _SIGNED and "://" in told else told
