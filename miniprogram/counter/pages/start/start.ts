import type { Value } from '../../../../contract'
import { counterWords, customer as customerLine, goingOn } from '../../../copy/counter'
import { roleName } from '../../../copy/me'
import { opening, openScreen } from '../../../screen/open-screen'
import { goOn, readCode } from '../../read-code'
import { till } from '../../till'

type Store = Value<'counter', 'open'>['stores'][number]

Page({
  data: {
    screen: opening,
    words: counterWords,
    brand: { name: '', pointsName: '' },
    staff: '',
    stores: [] as Store[],
    storeId: '',
    storeName: '',
    reading: false,
    problem: '',
    /** Identified, but their bill is not settled yet. */
    waiting: '',
  },

  onLoad({ scan }: { scan?: string }) {
    void this.open().then(() => {
      if (scan === 'now' && this.data.storeId) this.onScan()
    })
  },
  onShow() {
    const customer = till.customer(Date.now())
    this.setData({ waiting: customer ? goingOn(customerLine(customer.member)) : '' })
  },
  async open() {
    await openScreen(this, ['counter', 'open', {}], shown)
  },

  onStore({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset
    till.workIn(id)
    this.setData(workingIn(this.data.stores, id))
  },
  onScan() {
    if (this.data.reading) return
    this.setData({ problem: '' })
    wx.scanCode({
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
    const read = await readCode(text, this.data)
    this.setData({ reading: false })
    if (read?.next === 'stay') this.setData({ problem: read.problem })
    else if (read) goOn(read)
  },
  onGoOn() {
    goOn({ next: 'bill' })
  },
  onKeyed() {
    wx.navigateTo({ url: '/counter/pages/keyed/keyed' })
  },
  onToday() {
    wx.navigateTo({ url: '/counter/pages/today/today' })
  },
})

function shown({ brand, staff, stores }: Value<'counter', 'open'>): object {
  const known = stores.find(({ storeId }) => storeId === till.storeId()) ?? stores[0]
  if (known) till.workIn(known.storeId)
  till.under(brand)
  return {
    brand,
    staff: `${staff.name} · ${roleName(staff.role)}`,
    stores,
    ...workingIn(stores, known?.storeId ?? ''),
  }
}

function workingIn(stores: readonly Store[], id: string): { storeId: string; storeName: string } {
  const store = stores.find(({ storeId }) => storeId === id)
  return { storeId: store?.storeId ?? '', storeName: store?.name ?? '' }
}
