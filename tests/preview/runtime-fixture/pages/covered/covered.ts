Page({
  data: { taps: 0, inner: 0, outer: 0, spicy: false },
  onTap() {
    this.setData({ taps: this.data.taps + 1 })
  },
  onTapInner() {
    this.setData({ inner: this.data.inner + 1 })
  },
  onTapSpicy() {
    this.setData({ spicy: !this.data.spicy })
  },
  onTapOuter() {
    this.setData({ outer: this.data.outer + 1 })
  },
})
