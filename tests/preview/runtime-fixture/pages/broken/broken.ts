Page({
  onLoad() {
    void Promise.reject(new Error('没人接住'))
    console.error('自己说的错')
    throw new Error('坏在 onLoad')
  },
})
