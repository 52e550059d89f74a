/** Emoji that a conversation about an order needs, with the names by which they are looked for. Loaded when first asked for. */

export interface Emoji {
  readonly sign: string;
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

/** One a line: the sign, its English names, its Chinese names; the first of each is shown. */
const TABLE = `
😀|grinning,happy|笑脸,开心
😃|smiley,happy|大笑,开心
😄|smile,glad|欢笑,高兴
😁|beaming,grin|咧嘴笑,嘻嘻
😆|laughing,haha|哈哈,大笑
😅|sweat smile,phew|苦笑,尴尬笑
😂|joy,tears of joy,lol|笑哭,喜极而泣
🙂|slight smile|微笑
🙃|upside down|倒脸,反话
😉|wink|眨眼
😊|blush,smiling|脸红,微笑
😇|halo,angel|天使,无辜
🥰|in love,adore|喜爱,爱心笑脸
😍|heart eyes,love it|花痴,好喜欢
😘|kiss|飞吻
😋|yum,tasty|好吃,美味
😎|cool,sunglasses|酷,墨镜
🤩|star struck,wow|惊艳,崇拜
🤗|hug|抱抱,拥抱
🤔|thinking,hmm|思考,想一想
🤨|raised eyebrow|怀疑,挑眉
😐|neutral|无表情,面无表情
😑|expressionless|无语
🙄|eye roll|翻白眼
😏|smirk|得意
😴|sleeping,asleep|睡觉,困
😪|sleepy|瞌睡
😌|relieved|松口气,安心
😕|confused|困惑,疑惑
😟|worried|担心
🙁|frown,sad|不开心
😮|surprised,oh|惊讶
😲|astonished|震惊
😳|flushed,oops|害羞,糟糕
🥺|pleading,please|拜托,可怜
😢|crying,sad|流泪,难过
😭|sobbing|大哭
😩|weary|累坏了,疲惫
😤|huffing|生气
😠|angry|愤怒,生气
😱|scream,shocked|吓坏,惊恐
😓|downcast,sweat|汗,无奈
😬|grimace|尴尬
🤯|mind blown|太震撼
🤒|ill,thermometer|生病,发烧
🤧|sneezing,cold|感冒,打喷嚏
😷|mask|口罩
🤝|handshake,deal|握手,合作
🙏|thanks,please,folded hands|感谢,谢谢,拜托
👍|thumbs up,ok,good|赞,好的,点赞
👎|thumbs down,bad|差评,不好
👌|ok hand,fine|没问题,好的
✌️|victory,peace|胜利,耶
🤞|fingers crossed,luck|祈祷好运
👏|clap,applause,well done|鼓掌,真棒
🙌|raised hands,hooray|欢呼,太好了
💪|strong,muscle|加油,强壮
👋|wave,hello,hi,bye|挥手,你好,再见
👉|point right,this|右边,指向
👈|point left|左边
👆|point up,above|上面
👇|point down,below|下面
☝️|index up,note|注意,第一
✍️|writing|书写,记录
👀|eyes,look|看看,关注
🙋|raising hand|举手
🙇|bow,sorry|鞠躬,抱歉
🤷|shrug,no idea|不知道,摊手
🙅|no,not allowed|不行,禁止
🙆|ok gesture|可以,行
💁|information,help desk|客服,咨询
🧑‍💻|at the computer,working|办公,处理中
❤️|heart,love|爱心,红心
🧡|orange heart|橙心
💛|yellow heart|黄心
💚|green heart|绿心
💙|blue heart|蓝心
💜|purple heart|紫心
🤍|white heart|白心
💔|broken heart|心碎
💯|hundred,perfect|满分,完美
✨|sparkles,new|闪亮,全新
⭐|star,rating|星星,好评
🌟|glowing star|闪星
🎉|party,celebrate,congratulations|庆祝,恭喜
🎊|confetti|彩带,庆典
🎁|gift,present|礼物,赠品
🎂|cake,birthday|蛋糕,生日
🎈|balloon|气球
🏆|trophy,winner|奖杯,冠军
🥇|gold medal,first|金牌,第一名
🔥|fire,hot|火,热卖
💡|idea,tip|主意,提示
⚡|fast,lightning|闪电,快速
☀️|sun,sunny|晴天,太阳
🌧️|rain|下雨
❄️|snow,cold|下雪,冷
🌈|rainbow|彩虹
🌸|blossom,spring|樱花,春天
🌹|rose,flower|玫瑰,鲜花
🍀|clover,lucky|幸运,四叶草
📦|parcel,package,box|包裹,快递,箱子
🚚|delivery,truck,shipping|送货,物流,发货
🛵|scooter,courier|骑手,配送
✈️|plane,air mail|飞机,空运
🚢|ship,sea freight|轮船,海运
🏠|home,house|家,住址
🏬|shop,store|商店,门店
🏭|warehouse,factory|仓库,工厂
📍|location,address|地址,位置
🗺️|map,route|地图,路线
🛒|cart,trolley|购物车
🛍️|shopping bags|购物袋,购物
💳|card,payment|银行卡,支付
💰|money,refund|钱,退款
💵|cash,dollars|现金
🧾|receipt,invoice|收据,发票
🏷️|label,price,tag|标签,价格
🎫|ticket,voucher|票券,优惠券
🔖|bookmark|书签
📄|document,page|文件,文档
📎|paperclip,attachment|附件,回形针
📷|camera,photo|相机,照片
🎥|video|视频
📞|phone,call|电话,来电
📱|mobile,smartphone|手机
💻|laptop,computer|电脑,笔记本
📧|email|邮件,邮箱
💬|message,chat|消息,聊天
🔔|bell,reminder|提醒,铃声
🔕|mute,silent|静音
🔍|search,looking|搜索,查找
🔒|locked,secure|锁定,安全
🔑|key,access|钥匙,密钥
🔧|repair,wrench|维修,扳手
🛠️|tools,fix|工具,修理
⚙️|settings,gear|设置,齿轮
🔄|exchange,refresh|换货,刷新
↩️|return,back|退货,返回
♻️|recycle|回收
✅|check,done,yes|完成,已确认
☑️|ticked|勾选
❌|cross,no,cancel|错误,取消
❗|exclamation,important|感叹号,重要
❓|question|问号,疑问
⚠️|warning,careful|警告,小心
🚫|forbidden|禁止,不可以
🆕|new|新品,上新
🆗|okay|好的
⏰|alarm,time|闹钟,时间
⏳|waiting,hourglass|等待,沙漏
📅|calendar,date|日历,日期
🕐|clock,one hour|时钟,钟点
☕|coffee,break|咖啡,休息
🍵|tea|茶,喝茶
🫖|teapot|茶壶
🍽️|meal,plate|用餐,餐具
🧋|bubble tea|奶茶
👕|shirt,clothes|衣服,上衣
👟|shoe,trainers|鞋,运动鞋
📏|ruler,size|尺寸,尺子
🎨|colour,palette|颜色,调色盘
`;

export const EMOJI: readonly Emoji[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [sign = "", en = "", zh = ""] = line.split("|");
    return { sign, en: en.split(","), zh: zh.split(",") };
  });
