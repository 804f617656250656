import { counterWords } from '../../../copy/counter'
import { isOnTop } from '../../../screen/go'
import { goOn, identify, readCode, type Read } from '../../read-code'
import { till } from '../../till'

type Way = 'number' | 'text'

Page({
  data: {
    words: counterWords,
    way: 'number' as Way,
    memberNumber: '',
    digits: '',
    text: '',
    reading: false,
    problem: '',
  },

  onWay({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { way: Way }>) {
    this.setData({ way: currentTarget.dataset.way, problem: '' })
  },
  onNumber({ detail }: WechatMiniprogram.Input) {
    this.setData({ memberNumber: onlyDigits(detail.value, 10) })
  },
  onDigits({ detail }: WechatMiniprogram.Input) {
    this.setData({ digits: onlyDigits(detail.value, 6) })
  },
  onText({ detail }: WechatMiniprogram.TextareaInput) {
    this.setData({ text: detail.value.trim() })
  },

  async onConfirm() {
    if (this.data.reading) return
    const { way, memberNumber, digits, text } = this.data
    if (way === 'number' && (memberNumber.length < 10 || digits.length < 6)) {
      return this.setData({ problem: counterWords.bothNumbers })
    }
    if (way === 'text' && text === '') return this.setData({ problem: counterWords.nothingPasted })
    this.setData({ reading: true, problem: '' })
    const read = await this.read()
    this.setData({ reading: false })
    if (read.next === 'stay') this.setData({ problem: read.problem })
    else if (isOnTop(this)) this.leaveFor(read.next)
  },
  async read(): Promise<Read> {
    const at = till.at()
    if (!at) return { next: 'stay', problem: counterWords.chooseStoreFirst }
    const { way, memberNumber, digits, text } = this.data
    return way === 'number' ? identify({ memberNumber, digits }, at) : readCode(text, at)
  },
  /** The page is done with: whoever goes back from the next one is at the till's start. */
  leaveFor(next: 'bill' | 'result') {
    wx.redirectTo({ url: `/counter/pages/${next}/${next}`, fail: () => goOn({ next }) })
  },
})

const onlyDigits = (text: string, most: number): string => text.replace(/\D/g, '').slice(0, most)
