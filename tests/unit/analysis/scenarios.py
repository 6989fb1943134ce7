# SPDX-License-Identifier: Apache-2.0
"""Short made-up crises, six or so posts each, and what a commander would call them; and talk that is no crisis.

Read by `test_crisis`. Each post is by a voice of its own. The trap: they were written by somebody who knew the list
of signs, so they show that the parts work together, not how often real crises are told right (the model card does).
"""

from typing import Final, NamedTuple


class Scenario(NamedTuple):
    """`kind` and `finer` as the program names them; both "" where nothing may be suggested."""

    kind: str
    finer: str
    posts: tuple[str, ...]


def _one(kind: str, finer: str, posts: str) -> Scenario:
    return Scenario(kind, finer, tuple(line.strip() for line in posts.strip().splitlines()))


SCENARIOS: Final = (
    _one(
        "product",
        "food_safety",
        """
        岁稔食品的门店居然把过期的肉换标签接着卖
        昨天吃了他们家的盒饭拉肚子到半夜，跟过期食品有关吧
        后厨视频看吐了，变质的食材直接下锅
        食药监什么时候去查？换标签这种事太恶心
        孩子吃坏肚子了，医生说是食物中毒
        以后不敢吃这家了，食品安全是底线
    """,
    ),
    _one(
        "product",
        "food_safety",
        """
        酱油瓶里喝出蟑螂，客服让我自己处理
        我们这批酱油也有异物，黑乎乎的虫子
        生产日期被改过，篡改日期还卖
        吃出虫子还不承认，恶心
        食品安全没人管了吗
        这酱油过期两个月还在货架上，蟑螂都有了
    """,
    ),
    _one(
        "product",
        "food_safety",
        """
        便當裡吃出頭髮，還有蟑螂，太扯
        這家餐廳食材發霉，我親眼看到
        全家吃完上吐下瀉，食物中毒送急診
        過期食材換標籤，員工自己爆料
        誰還敢吃，食品安全在哪
    """,
    ),
    _one(
        "product",
        "quality",
        """
        新买的手机充电的时候自燃了，床单烧了个洞
        同款手机，电池爆炸的已经有三起
        质量问题这么严重，厂家说是我使用不当
        用两天就坏，屏幕开裂，质量太差
        这个批次的电池有缺陷，存在安全隐患
        起火的时候孩子就在旁边，后怕
    """,
    ),
    _one(
        "product",
        "quality",
        """
        新车开了一个月刹车失灵，4S店说检测正常
        我的也是，高速上异响，吓死人
        断轴的照片看到没有，这叫质量没问题？
        漏油修了三次，产品缺陷就该承认
        车主群里一半人都有质量问题
    """,
    ),
    _one(
        "product",
        "recall",
        """
        厂家宣布召回三十万罐奶粉
        同一批号的都要召回，快看看家里的
        召回公告出来了，门店已经下架
        全部下架还不说原因，召回是不是晚了
        停售就完了？召回的钱什么时候退
    """,
    ),
    _one(
        "product",
        "counterfeit",
        """
        专柜验货说是假货，平台还说保真
        直播间卖假货，假一赔十呢
        买到高仿，标签都印错了
        冒牌货也敢写正品，售假不管吗
        假冒伪劣一堆，平台睁一只眼闭一只眼
    """,
    ),
    _one(
        "product",
        "price",
        """
        会员又涨价，这是变相涨价吧
        大数据杀熟，老用户比新用户贵三十
        价格歧视实锤，两台手机两个价
        一碗面八十八，天价
        杀熟还不承认，太贵了不用了
    """,
    ),
    _one(
        "data_security",
        "leak",
        """
        快递公司信息泄露，我的身份证号在网上卖
        收到十几个骚扰电话，都说得出我的名字，肯定是数据泄露
        用户数据被拖库，几百万条个人信息
        隐私泄露了连个短信通知都没有
        黑市上一份手机号两毛钱，个人信息就这么贱
        泄露的还有住址，太可怕
    """,
    ),
    _one(
        "data_security",
        "leak",
        """
        個資外洩，我的手機號被拿去詐騙，資料庫泄露了吧
        會員數據泄露，官方到現在沒說明
        數據泄露這麼大的事，居然從新聞才知道
        隱私泄露誰負責
        連身份證號都泄露，太離譜
    """,
    ),
    _one(
        "data_security",
        "outage",
        """
        又崩了，登录不上，付款页面白屏
        服务器崩溃三个小时了，什么时候恢复
        系统瘫痪，订单全没了
        打不开打不开打不开，宕机了吗
        闪退十几次，服务器崩了也不发公告
    """,
    ),
    _one(
        "data_security",
        "account",
        """
        账号被盗，里面的钱一夜之间没了
        我也被盗刷了两千，密码从没告诉别人
        异地登录没有任何提醒，账户被盗
        盗号以后客服说要三个工作日
        改密码也没用，又被盗号
    """,
    ),
    _one(
        "rule_violation",
        "labour",
        """
        拖欠工资三个月，老板失联了
        员工猝死在工位上，公司说是自愿加班
        强制加班还不给加班费，劳动仲裁见
        暴力裁员，连补偿都没有
        讨薪的农民工在门口坐了一天
        社保断缴半年才发现，公司太黑
    """,
    ),
    _one(
        "rule_violation",
        "advertising",
        """
        广告说三天见效，虚假宣传
        夸大宣传加误导消费者，应该罚
        直播间说的和寄来的货不对板
        刷好评刷出来的，虚假广告
        被忽悠了，买回来根本不是宣传的样子
    """,
    ),
    _one(
        "rule_violation",
        "tax",
        """
        又一个偷税漏税的，阴阳合同
        偷税两个亿，补税就完了？
        财务造假三年，审计居然没发现
        逃税的公司还上市
        税务已经立案，虚开发票的金额很大
    """,
    ),
    _one(
        "rule_violation",
        "regulator",
        """
        市场监管局今天上门，责令整改
        被约谈以后还在卖，行政处罚太轻
        立案调查了，罚单五百万
        违法排污三年，环保督察组来了才停
        监管部门终于出手，停业整顿
        吊销执照都不为过
    """,
    ),
    _one(
        "rule_violation",
        "corruption",
        """
        采购经理收回扣三百万，公司才知道
        招标早就内定了，暗箱操作
        以权谋私，纪委介入了
        行贿受贿一条龙，黑幕太深
        贪污的钱都是我们的血汗钱
    """,
    ),
    _one(
        "brand_image",
        "spokesperson",
        """
        代言人塌房了，品牌连夜解约
        请这种劣迹艺人代言，眼光真差
        代言人出轨实锤，赶紧终止合作
        粉丝还在控评，代言海报已经撤了
        用家暴男做代言人，不买了
    """,
    ),
    _one(
        "brand_image",
        "remark",
        """
        高管的发言太傲慢，公开嘲讽消费者
        这是歧视女性的广告，低俗营销
        辱华还嘴硬，不当言论必须道歉
        性别歧视也能当卖点，三观不正
        侮辱消费者，翻车活该
    """,
    ),
    _one(
        "brand_image",
        "boycott",
        """
        抵制这个牌子，从我做起
        已经卸载，拒绝购买
        再也不买他家东西，抵制到底
        全网抵制，好感全无
        拒买！滚出中国
    """,
    ),
    _one(
        "brand_image",
        "rival",
        """
        这不就是抄袭友商的设计吗
        侵犯专利被告了，剽窃还理直气壮
        碰瓷营销，天天拉踩竞争对手
        盗图被原创作者抓到，抄袭实锤
        商标侵权，官司输定了
    """,
    ),
    _one(
        "operation",
        "service",
        """
        客服电话打不通，打了一下午没人接
        售后互相踢皮球，态度恶劣
        人工客服排队两百多位，没人处理
        投诉三次都没人理，推诿
        店员态度太差，服务态度零分
    """,
    ),
    _one(
        "operation",
        "refund",
        """
        拒绝退款，说活动商品不退
        退押金要等两个月，押金不退就跑路？
        申请退款二十天不到账，退款难
        健身房闭店，会员卡退费难
        不给退款，还我钱
    """,
    ),
    _one(
        "operation",
        "delivery",
        """
        下单半个月迟迟不发货
        快递丢了，物流停滞十天没人管
        送错两次，虚假签收
        没收到货却显示签收，丢件了还不赔
        双十一的包裹到现在没发货
    """,
    ),
    _one(
        "operation",
        "disruption",
        """
        航班取消没有通知，在机场滞留一夜
        飞机延误九个小时，没人解释
        又取消航班，改签排到后天
        列车晚点四小时，大面积延误
        滞留机场的有几百人
    """,
    ),
    _one(
        "operation",
        "accident",
        """
        厂房爆炸事故，听说有伤亡
        现场还在救援，三人遇难
        工地坍塌，消防来了八辆车
        安全事故年年有，家属到现在没见到人
        重伤的送医院了，生产事故谁负责
    """,
    ),
    _one(
        "public_opinion",
        "rumour",
        """
        网传的照片是旧的，假新闻
        别传谣了，警方已辟谣
        这是谣言，三年前就辟谣过
        造谣的人抓到了没有
        真的假的？求辟谣
        不实消息，散布谣言要负责任
    """,
    ),
    _one(
        "public_opinion",
        "outrage",
        """
        仗势欺人，天理何在
        引发公愤了才出来道歉，必须严惩
        家属只想讨个说法
        草菅人命，严惩凶手
        网络暴力逼死人，还我公道
    """,
    ),
    _one(
        "product",
        "food_safety",
        """
        Found mold inside the sealed yoghurt, food safety my foot
        My kid got food poisoning from their chicken nuggets
        Salmonella in three stores and they still sell it
        Cockroaches in the kitchen, the restaurant should be closed
        the meat was spoiled and tainted, got sick after eating there
    """,
    ),
    _one(
        "product",
        "quality",
        """
        The battery exploded while charging, this is a product defect
        defective product, stopped working after two days
        Mine caught fire on the desk. Overheating since day one
        poor quality, it fell apart in a week
        brake failure twice, clearly a design flaw
    """,
    ),
    _one(
        "data_security",
        "leak",
        """
        They had a data breach and told nobody for a month
        my personal data is for sale, thanks to this data leak
        Leaked database with passwords exposed, change everything
        customer data stolen again, privacy breach of the year
        identity theft after their breach, still no email from them
    """,
    ),
    _one(
        "data_security",
        "outage",
        """
        the site is down again, third outage this week
        server down and nobody can pay
        App won't load, error message everywhere
        website down for hours, is it a cyberattack?
        system outage at checkout, unbelievable
    """,
    ),
    _one(
        "operation",
        "service",
        """
        on hold for two hours, then they hung up
        worst customer service ever, rude staff
        no response to five emails, customer service is a joke
        rude agent told me to wait, still waiting
        call center closed, no one answers
    """,
    ),
    _one(
        "operation",
        "delivery",
        """
        They lost my luggage and nobody knows where it is
        package never delivered, tracking stuck for a week
        lost my bag again, third delayed bag this year
        My suitcase is somewhere in Denver, no delivery yet
        lost luggage desk is empty, where are our bags
    """,
    ),
    _one(
        "brand_image",
        "boycott",
        """
        boycott this brand, shame on them
        Uninstalled the app today. Boycott.
        I will never buy from them again, boycott
        lost a customer, never again
        join the boycott, they have no shame
    """,
    ),
    _one(
        "brand_image",
        "remark",
        """
        that ad is racist, who approved it
        sexist and offensive ad, apologise now
        tone deaf campaign, so insensitive
        the CEO said what? offensive and arrogant
        discriminating against women in 2026, sexist again
    """,
    ),
    _one(
        "",
        "",
        """
        今天天气真好，去公园走走
        周末一起看电影吗
        新出的口红颜色好看
        猫又把杯子推下去了
        晚安，好梦
        生日快乐呀
    """,
    ),
    _one(
        "",
        "",
        """
        演唱会太棒了，全场大合唱
        偶像新歌上线，循环一整天
        粉丝见面会的票抢到了，开心
        签名照到手，爱了爱了
        舞台太美，明年还来
        明星也是人，好可爱
    """,
    ),
    _one(
        "",
        "",
        """
        Happy birthday to my best friend
        What a game last night!
        just landed, sunset is beautiful
        coffee first, then everything else
        can't wait for the weekend
    """,
    ),
    _one(
        "",
        "",
        """
        这家店的面很好吃，推荐
        排队半小时也值得
        老板人很好，送了小菜
        下次还来，味道不错
        环境干净，服务周到
    """,
    ),
)
