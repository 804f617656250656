import { screenWords } from '../../copy/screen'
import { opening, type Screen } from '../../screen/open-screen'
import { go } from '../../screen/go'

/** Opening, failed and stale states, the same on every page. `retry` asks the page to open again. */
Component({
  properties: { screen: { type: Object, value: opening } },
  data: { words: screenWords, title: '', message: '', drawing: 'bowl', way: 'retry' },
  observers: {
    screen({ reason, message }: Screen) {
      this.setData({ message, ...(facesOf[reason] ?? failed) })
    },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry')
    },
    onJoin() {
      go('/pages/join/join')
    },
    onHome() {
      wx.switchTab({ url: '/pages/home/home' })
    },
  },
})

interface Face {
  title: string
  /** In place of the refusal's own sentence, where the title has said half of it. */
  message?: string
  drawing: string
  way: 'retry' | 'join' | 'home'
}

const failed: Face = { title: screenWords.failedTitle, drawing: 'chopsticks', way: 'retry' }
const facesOf: Record<string, Face> = {
  'no-reply': {
    title: screenWords.offlineTitle,
    message: screenWords.offline,
    drawing: 'lantern',
    way: 'retry',
  },
  'not-a-member': {
    title: screenWords.notMemberTitle,
    message: screenWords.notMember,
    drawing: 'bowl',
    way: 'join',
  },
  'not-staff': { title: screenWords.notStaffTitle, drawing: 'stamp', way: 'home' },
}
