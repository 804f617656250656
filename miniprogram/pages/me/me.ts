import type { Value } from '../../../contract'
import { act } from '../../cloud/act'
import { historyName } from '../../copy/history'
import { readAloud } from '../../copy/home'
import { joinedLine, meWords, staffLine } from '../../copy/me'
import { explain } from '../../copy/refusals'
import { opening, openScreen } from '../../screen/open-screen'
import { go } from '../../screen/go'

Page({
  data: {
    screen: opening,
    words: meWords,
    joined: false,
    name: '',
    number: '',
    phone: '',
    binding: false,
    phoneProblem: '',
    since: '',
    history: '',
    staff: '',
    naming: false,
    newName: '',
    saving: false,
    problem: '',
  },

  onShow() {
    void this.open()
  },
  onHide() {
    this.setData({ phoneProblem: '' })
  },
  async open() {
    await openScreen(this, ['member', 'profile', {}], (value) => shown(value, Date.now()))
  },

  onJoin() {
    go('/pages/join/join')
  },
  onEditName() {
    this.setData({ naming: true, newName: this.data.name, problem: '' })
  },
  onLeaveName() {
    if (!this.data.saving) this.setData({ naming: false })
  },
  /** A nickname that WeChat rejects is cleared after the keyboard closes: what the form holds then is what counts. */
  async onSaveName({ detail }: WechatMiniprogram.FormSubmit) {
    if (this.data.saving) return
    const name = String(detail.value.name ?? '').trim()
    this.setData({ saving: true, problem: '' })
    const reply = await act('member', 'rename', { name })
    if (reply.ok) this.setData({ saving: false, naming: false, name: reply.value.name })
    else this.setData({ saving: false, problem: explain(reply, Date.now()) })
  },
  onPhone({ detail }: WechatMiniprogram.ButtonGetPhoneNumber) {
    if (detail.code) void this.bindPhone(detail.code)
    else this.setData({ phoneProblem: meWords.phoneRefused })
  },
  async bindPhone(phoneCode: string) {
    if (this.data.binding) return
    this.setData({ binding: true, phoneProblem: '' })
    const reply = await act('member', 'bindPhone', { phoneCode })
    if (reply.ok) this.setData({ phone: reply.value.maskedPhone })
    else this.setData({ phoneProblem: explain(reply, Date.now()) })
    // Added on another phone meanwhile: it is shown.
    if (!reply.ok && reply.reason === 'has-another-phone') await this.open()
    this.setData({ binding: false })
  },

  onHistory() {
    go('/pages/history/history')
  },
  onRedemptions() {
    go('/pages/redemptions/redemptions')
  },
  onTier() {
    go('/pages/tier/tier')
  },
  onVouchers() {
    go('/pages/vouchers/vouchers')
  },
  onPrivacy() {
    go('/pages/privacy/privacy')
  },
  onCounter() {
    go('/counter/pages/start/start')
  },
})

function shown({ brand, member, staff }: Value<'member', 'profile'>, now: number): object {
  return {
    history: historyName(brand.pointsName),
    staff: staff === null ? '' : staffLine(staff),
    joined: member !== null,
    ...(member && {
      name: member.name,
      number: readAloud(member.memberNumber),
      phone: member.maskedPhone ?? '',
      since: joinedLine(member.joinedAt, now),
    }),
  }
}
