import type { Value } from '../../../../contract'
import { call } from '../../../cloud/call'
import { moment } from '../../../copy/dates'
import { explain } from '../../../copy/refusals'
import { byWhom, reviewWords, starLabel, starNames } from '../../../copy/reviews'
import { opening, openScreen } from '../../../screen/open-screen'
import { closePullDown } from '../../../screen/pull-down'
import { till } from '../../till'

type List = Value<'reviews', 'list'>

interface ShownReview {
  id: string
  rating: number
  label: string
  text: string
  who: string
  when: string
}

Page({
  data: {
    screen: opening,
    words: reviewWords,
    stars: starNames.map((_name, i) => i + 1),
    storeName: '',
    reviews: [] as ShownReview[],
    more: false,
    loading: false,
    problem: '',
  },
  nextBefore: null as string | null,

  onLoad() {
    void this.open()
  },
  async onPullDownRefresh() {
    await this.open()
    closePullDown()
  },
  async open() {
    const storeId = till.at()?.storeId ?? ''
    const page = await openScreen(this, ['reviews', 'list', { storeId }], (value) => ({
      storeName: value.storeName,
      reviews: shown(value, Date.now()),
      more: value.nextBefore !== null,
      problem: '',
    }))
    if (page) this.nextBefore = page.nextBefore
  },
  onReachBottom() {
    void this.showMore()
  },
  async showMore() {
    const before = this.nextBefore
    if (this.data.loading || before === null) return
    this.setData({ loading: true, problem: '' })
    const reply = await call('reviews', 'list', { storeId: till.at()?.storeId ?? '', before })
    this.setData({ loading: false })
    if (this.nextBefore !== before) return
    if (!reply.ok) return this.setData({ problem: explain(reply, Date.now()) })
    this.nextBefore = reply.value.nextBefore
    this.setData({
      reviews: [...this.data.reviews, ...shown(reply.value, Date.now())],
      more: this.nextBefore !== null,
    })
  },
})

function shown({ reviews }: List, now: number): ShownReview[] {
  return reviews.map((review) => ({
    id: review.reviewId,
    rating: review.rating,
    label: starLabel(review.rating),
    text: review.text,
    who: byWhom(review),
    when: moment(review.at, now),
  }))
}
