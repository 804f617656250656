/** What any screen says when it has nothing else to say. */
export const screenWords = {
  opening: '正在打开',
  stale: '网络不通，这里是刚才的内容。',
  moreFailed: '网络没有回应，请再试一次。',
  retry: '再试一次',
  join: '加入会员',
  home: '回首页',
  offlineTitle: '网络没有回应',
  offline: '看一眼信号，再试一次。',
  notMember: '花几秒加入，这里就有内容了。',
  failedTitle: '没能打开',
  notMemberTitle: '还不是会员',
  notStaffTitle: '这里是收银台',
  close: '关闭',
}

/** A new version of the mini-program has come. */
export const updateWords = {
  title: '有新版本',
  content: '换上新版本只要几秒，没做完的请先做完。',
  now: '现在更新',
  later: '稍后',
}
