Page({
  onLoad() {
    console.error('没有想到')
  },
})
