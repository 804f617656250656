/**
 * The privacy notice (requirement F162): what is kept, why, and for how long. Its version is recorded with each
 * member's agreement; change the version whenever the text changes what a member agrees to.
 */
export const privacyVersion = '2026-11-26.2'

export const privacyTable = [
  { what: '微信身份', why: '认出是您本人，不必另设密码', need: '必需' },
  { what: '消费与积分记录', why: '算清每一笔分，出错时能查能改', need: '必需' },
  { what: '从哪张码来、由谁推荐', why: '知道会员从哪里来，给推荐的店员记一笔', need: '必需' },
  { what: '评价、任务照片', why: '只有店里看；看过的照片最多留三十天', need: '选填' },
  { what: '手机号', why: '核对入会礼一人一份，加密保存', need: '选填' },
  { what: '称呼', why: '收银员当面核对时用，只看到头一个字', need: '选填' },
]

export const privacyNotice = [
  {
    title: '谁在保管',
    text: '您所在餐厅的会员系统，数据存放在餐厅的腾讯云账户里。系统开发者不另外留存。',
  },
  {
    title: '保管多久',
    text: '会员身份保留到您退出为止。消费与积分记录按法规至少保留三年，之后删除或隐去身份。交来的照片在店里看过后，最多保留三十天；评价随消费记录保留。',
  },
  {
    title: '不做什么',
    text: '不读取通讯录和位置；相册里只收您自己选中交来的照片。不把您的数据卖给或交给别家，不向其他顾客显示您的姓名和手机号。写的评价会先由微信检查有没有违规内容。',
  },
  {
    title: '您可以做什么',
    text: '随时查看自己的每一笔记录，修改或清空称呼。要更正、导出或注销，请联系店长，店里会在十五个工作日内办好。',
  },
]

export const privacyWords = {
  version: '版本',
  kept: '留下什么、为什么',
  wechat: '查看微信的隐私保护指引',
  back: '知道了',
}
