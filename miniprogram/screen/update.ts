import { updateWords } from '../copy/screen'

/**
 * Offers a new version of the mini-program as soon as WeChat has it: what stays open all day, as a till does, would not see
 * it before it is closed. Whoever declines gets it at the next start.
 */
export function updateWhenReady(): void {
  const manager = wx.getUpdateManager()
  manager.onUpdateReady(() => {
    wx.showModal({
      title: updateWords.title,
      content: updateWords.content,
      confirmText: updateWords.now,
      cancelText: updateWords.later,
      success: ({ confirm }) => {
        if (confirm) manager.applyUpdate()
      },
    })
  })
}
