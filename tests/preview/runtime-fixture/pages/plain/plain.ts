Page({
  data: { query: '' },
  onLoad(query: Record<string, string>) {
    this.setData({ query: JSON.stringify(query) })
    this.getOpenerEventChannel?.()?.on?.('hello', (word: string) => this.setData({ query: word }))
  },
})
