Page({
  data: { said: '', late: false, tmplIds: [] as string[] },

  /** What became of asking for the templates of `tmplIds`. */
  async ask() {
    const said = await wx
      .requestSubscribeMessage({ tmplIds: this.data.tmplIds })
      .catch((error: WechatMiniprogram.GeneralCallbackResult) => error)
    this.setData({ said: JSON.stringify(said) })
  },
  onSubscribe() {
    void this.ask()
  },
  onSubscribeLater() {
    setTimeout(() => void this.ask(), 50)
  },
})
