export const codeWords = {
  hint: '结账时给收银员扫',
  number: '会员号',
  digits: '动态码',
  seconds: '秒后换新',
  keyHint: '扫不了就报这两个号',
  paused: '会员码已收起',
  pausedWhy: '放着不动两分钟就收起来，免得被人拍走。',
  showAgain: '再出示',
  done: '好的',
  renewFailed: '网络不通，这张码可能已失效。',
  earned: '本次获得',
  yourCode: '会员码',
}
