import { screenWords } from '../../copy/screen'

/** Paper that slides up from below, with a title and a way out. `close` when it wants to be gone. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
  },
  data: { words: screenWords },
  methods: {
    onVisibleChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.triggerEvent('close')
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
