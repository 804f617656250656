/** Heard and felt without looking: what was done, and what was refused. A phone that cannot stays silent. */
export function signalDone(): void {
  wx.vibrateShort({ type: 'heavy', fail: () => undefined })
  play('/counter/sounds/done.wav')
}

export function signalRefused(): void {
  wx.vibrateLong({ fail: () => undefined })
  play('/counter/sounds/refused.wav')
}

function play(src: string): void {
  const sound = wx.createInnerAudioContext()
  sound.src = src
  sound.onEnded(() => sound.destroy())
  sound.onError(() => sound.destroy())
  sound.play()
}
