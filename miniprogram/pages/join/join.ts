import type { Value } from '../../../contract'
import { act } from '../../cloud/act'
import { atTable, joinWords, welcome } from '../../copy/join'
import { joiningGift } from '../../copy/home'
import { privacyTable, privacyVersion } from '../../copy/privacy'
import { explain } from '../../copy/refusals'
import { opening, openScreen } from '../../screen/open-screen'
import { go } from '../../screen/go'
import { placementIn, source } from '../../screen/source'

Page({
  data: {
    screen: opening,
    words: joinWords,
    kept: privacyTable,
    brand: { name: '', pointsName: '' },
    gift: '',
    /** Which of the two ways is under way. */
    busy: '' as '' | 'plain' | 'phone',
    problem: '',
    joined: false,
    welcome: '',
  },

  /** What the code says by which they came; empty without one. */
  source: '',

  /** The table whose code was scanned just now; empty for none. */
  table: '',

  onLoad({ scene = '' }: { scene?: string }) {
    this.source = source.from(scene, Date.now())
    this.table = scene === '' ? '' : placementIn(this.source)
    void this.open()
  },
  async open() {
    const home = await openScreen(this, ['member', 'home', {}], (value) => shown(value))
    if (home?.member && this.table !== '') void this.sitDown(this.table)
  },
  /** Who is a member already joins no more: their table is noted, for the task that asks for it. */
  async sitDown(placementId: string) {
    const reply = await act('attribution', 'scan', { placementId })
    if (reply.ok) this.setData({ welcome: atTable(reply.value, this.data.brand.pointsName) })
    // Codes of tills and posters bring members nothing, and nothing is missing.
    else if (reply.reason !== 'not-a-table') this.setData({ welcome: joinWords.notNoted })
  },

  onPrivacy() {
    go('/pages/privacy/privacy')
  },
  onAgree() {
    void this.join('plain', {})
  },
  onPhone({ detail }: WechatMiniprogram.ButtonGetPhoneNumber) {
    if (detail.code) void this.join('phone', { phoneCode: detail.code })
    else this.setData({ problem: joinWords.phoneRefused })
  },
  async join(busy: 'plain' | 'phone', more: { phoneCode?: string }) {
    if (this.data.busy) return
    this.setData({ busy, problem: '' })
    const by = this.source === '' ? {} : { source: this.source }
    const reply = await act('member', 'join', { agreedPrivacyVersion: privacyVersion, ...by, ...more })
    const { pointsName } = this.data.brand
    if (reply.ok) this.setData({ joined: true, welcome: welcome(reply.value, pointsName) })
    else if (reply.reason === 'already-a-member') this.setData({ joined: true, welcome: joinWords.already })
    else this.setData({ problem: explain(reply, Date.now(), pointsName) })
    this.setData({ busy: '' })
  },

  onHome() {
    wx.switchTab({ url: '/pages/home/home' })
  },
  onShowCode() {
    wx.switchTab({ url: '/pages/code/code' })
  },
})

function shown({ brand, joining, member }: Value<'member', 'home'>): object {
  return {
    brand,
    gift: joiningGift(joining.giftPoints, brand.pointsName),
    ...(member === null ? {} : { joined: true, welcome: joinWords.already }),
  }
}
