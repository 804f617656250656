import type { Value } from '../../../../contract'
import { counterWords, customer as customerLine, goingOn } from '../../../copy/counter'
import { roleName } from '../../../copy/me'
import { opening, openScreen } from '../../../screen/open-screen'
import { goOn, readCode, type Read } from '../../read-code'
import { till } from '../../till'
import { takeWhy } from '../../to-the-start'
import { go, isOnTop } from '../../../screen/go'

type Opened = Value<'counter', 'open'>
type Store = Opened['stores'][number]

const stayAtStart: Read = { next: 'stay', problem: counterWords.chooseStoreFirst }

Page({
  data: {
    screen: opening,
    words: counterWords,
    brand: { name: '', pointsName: '' },
    staff: '',
    stores: [] as Store[],
    may: { readReviews: false, judgePhotos: false },
    storeId: '',
    storeName: '',
    reading: false,
    problem: '',
    /** Identified, but their bill is not settled yet; or done while the cashier looked elsewhere. */
    waiting: '',
  },

  scanning: false,
  stopWatching: (): void => undefined,

  onLoad() {
    const at = till.at()
    if (at) this.setData({ brand: at.brand, storeId: at.storeId, storeName: at.storeName })
    void this.open()
    if (till.takeNext() && at) this.onScan()
    this.stopWatching = till.watch(() => this.showWaiting())
  },
  onUnload() {
    this.stopWatching()
  },
  onShow() {
    this.showWaiting()
    const problem = takeWhy()
    if (problem !== '') this.setData({ problem })
  },
  showWaiting() {
    const customer = till.customer(Date.now())
    const unseen = till.hasUnseen() ? counterWords.lookAtIt : ''
    this.setData({ waiting: customer ? goingOn(customerLine(customer.member), customer.storeName) : unseen })
  },
  async open() {
    const opened = await openScreen(this, ['counter', 'open', {}], shown)
    if (opened) this.workIn(this.data.storeId)
  },

  onStore({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ problem: '' })
    this.workIn(currentTarget.dataset.id)
  },
  /** Works in that store if it is one of theirs, in their only one, or asks. */
  workIn(storeId: string) {
    const { stores, brand } = this.data
    const store =
      stores.find((one) => one.storeId === storeId) ?? (stores.length === 1 ? stores[0] : undefined)
    this.setData({ storeId: store?.storeId ?? '', storeName: store?.name ?? '' })
    if (store) till.workAt({ storeId: store.storeId, storeName: store.name, brand })
  },
  onScan() {
    if (this.data.reading || this.scanning) return
    if (!this.data.storeId) return this.setData({ problem: counterWords.chooseStoreFirst })
    this.setData({ problem: '' })
    this.scanning = true
    wx.scanCode({
      complete: () => (this.scanning = false),
      onlyFromCamera: true,
      scanType: ['qrCode'],
      success: ({ result }) => void this.read(result),
      fail: ({ errMsg }) => {
        if (!errMsg.includes('cancel')) this.setData({ problem: counterWords.noCamera })
      },
    })
  },
  async read(text: string) {
    if (this.data.reading) return
    this.setData({ reading: true, problem: '' })
    const at = till.at()
    const read = at ? await readCode(text, at) : stayAtStart
    this.setData({ reading: false })
    if (read.next === 'stay') this.setData({ problem: read.problem })
    else if (isOnTop(this)) goOn(read)
  },
  /** Their bill may have been booked while the cashier looked elsewhere, or their half hour may be over. */
  onGoOn() {
    if (till.customer(Date.now())) goOn({ next: 'bill' })
    else if (till.hasUnseen()) goOn({ next: 'result' })
    else {
      this.showWaiting()
      this.setData({ problem: counterWords.scanAgain })
    }
  },
  onKeyed() {
    go('/counter/pages/keyed/keyed')
  },
  onSource() {
    go('/counter/pages/source/source')
  },
  onReviews() {
    this.lookAt('/counter/pages/reviews/reviews')
  },
  onSubmissions() {
    this.lookAt('/counter/pages/submissions/submissions')
  },
  /** What is written about a store is looked at in that store. */
  lookAt(url: string) {
    if (this.data.storeId) go(url)
    else this.setData({ problem: counterWords.chooseStoreFirst })
  },
  onDeeds() {
    go('/counter/pages/deeds/deeds')
  },
})

function shown({ brand, staff, stores, may }: Opened): object {
  return { brand, staff: `${staff.name} · ${roleName(staff.role)}`, stores, may }
}
