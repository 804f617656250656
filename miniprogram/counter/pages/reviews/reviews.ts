import type { Value } from '../../../../contract'
import { moment } from '../../../copy/dates'
import { byWhom, reviewWords, starLabel, starNames } from '../../../copy/reviews'
import { nextPage } from '../../../screen/next-page'
import { opening, openScreen } from '../../../screen/open-screen'
import { closePullDown } from '../../../screen/pull-down'
import { till } from '../../till'
import { toTheStart } from '../../to-the-start'

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
  next: null as string | null,

  onLoad() {
    // Opened by its address on a phone that works in no store yet: which one is asked at the start.
    if (till.at()) void this.open()
    else toTheStart()
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
    if (page) this.next = page.nextBefore
  },
  onReachBottom() {
    void this.showMore()
  },
  async showMore() {
    const storeId = till.at()?.storeId ?? ''
    const page = await nextPage(this, (before: string) => ['reviews', 'list', { storeId, before }])
    if (page === null) return
    this.next = page.nextBefore
    this.setData({
      reviews: [...this.data.reviews, ...shown(page, Date.now())],
      more: page.nextBefore !== null,
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
