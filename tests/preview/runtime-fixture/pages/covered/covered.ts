Page({
  data: { taps: 0, inner: 0, outer: 0 },
  onTap() {
    this.setData({ taps: this.data.taps + 1 })
  },
  onTapInner() {
    this.setData({ inner: this.data.inner + 1 })
  },
  onTapOuter() {
    this.setData({ outer: this.data.outer + 1 })
  },
})
