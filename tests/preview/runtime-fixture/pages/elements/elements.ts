Page({
  data: {
    colours: ['#c63f15', '#2f7d5b', '#8f5c12'],
    current: 0,
    lower: 0,
    nick: '',
    stores: [{ name: '滨江店' }, { name: '城西店' }],
    store: 0,
    date: '2025-03-01',
    said: '',
    canvas: '',
    image: 0,
    dragged: '',
    pressed: '',
    given: '',
    focus: false,
  },

  onReady() {
    wx.createSelectorQuery()
      .select('#canvas')
      .fields({ node: true, size: true })
      .exec((found) => {
        const { node, width, height } = found[0]
        const context = node.getContext('2d')
        context.fillRect(0, 0, 10, 10)
        this.setData({ canvas: `${width}x${height}` })
      })
  },

  say(line: string) {
    this.setData({ said: line })
  },
  onSwiper(event: WechatMiniprogram.SwiperChange) {
    this.setData({ current: event.detail.current })
  },
  onLower() {
    this.setData({ lower: this.data.lower + 1 })
  },
  onInput(event: WechatMiniprogram.Input) {
    this.setData({ nick: event.detail.value.toUpperCase() })
  },
  onSubmit(event: WechatMiniprogram.FormSubmit) {
    this.say(JSON.stringify(event.detail.value))
  },
  onReset() {
    this.say('reset')
  },
  onSwitch(event: WechatMiniprogram.SwitchChange) {
    this.say(`switch ${event.detail.value}`)
  },
  onTags(event: WechatMiniprogram.CheckboxGroupChange) {
    this.say(`tags ${event.detail.value.join('')}`)
  },
  onStore(event: WechatMiniprogram.PickerChange) {
    this.setData({ store: Number(event.detail.value) })
  },
  onDate(event: WechatMiniprogram.PickerChange) {
    this.setData({ date: String(event.detail.value) })
  },
  onImage() {
    this.setData({ image: this.data.image + 1 })
  },
  onDragged() {
    this.setData({ dragged: 'yes' })
  },
  onTap(event: WechatMiniprogram.TouchEvent) {
    const { mark, detail, currentTarget, touches, changedTouches } = event
    const beyond = ['stopPropagation', 'preventDefault', 'getOriginalEvent', 'listenerOf']
    this.setData({
      given: beyond.filter((name) => name in event).join(),
      pressed: JSON.stringify({
        mark: mark?.id,
        x: typeof detail.x,
        dataset: currentTarget.dataset,
        lists: [touches.length, changedTouches.length],
      }),
    })
  },
  onLongPress() {
    this.setData({ pressed: 'long' })
  },
})
