import { screenWords } from '../../copy/screen'
import { opening, type Screen } from '../../screen/open-screen'

/** Opening, failed and stale states, the same on every page. `retry` asks the page to open again. */
Component({
  properties: { screen: { type: Object, value: opening } },
  data: { words: screenWords, title: '', drawing: 'bowl', way: 'retry' },
  observers: {
    screen({ reason }: Screen) {
      this.setData(facesOf[reason] ?? { title: screenWords.failedTitle, drawing: 'chopsticks', way: 'retry' })
    },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry')
    },
    onJoin() {
      wx.navigateTo({ url: '/pages/join/join' })
    },
    onHome() {
      wx.switchTab({ url: '/pages/home/home' })
    },
  },
})

const facesOf: Record<string, { title: string; drawing: string; way: 'retry' | 'join' | 'home' }> = {
  'no-reply': { title: screenWords.offlineTitle, drawing: 'lantern', way: 'retry' },
  'not-a-member': { title: screenWords.notMemberTitle, drawing: 'bowl', way: 'join' },
  'not-staff': { title: screenWords.notStaffTitle, drawing: 'stamp', way: 'home' },
}
