import { updateWhenReady } from '../../miniprogram/screen/update'

let applied: number
let shown: { success: (answer: { confirm: boolean }) => void; title: string }[]
let ready: () => void

beforeEach(() => {
  ;[applied, shown] = [0, []]
  const manager = {
    onUpdateReady: (listener: () => void) => (ready = listener),
    applyUpdate: () => (applied += 1),
  }
  const wx = { getUpdateManager: () => manager, showModal: (modal: never) => shown.push(modal) }
  Object.assign(globalThis, { wx })
  updateWhenReady()
})
afterEach(() => Reflect.deleteProperty(globalThis, 'wx'))

it('nobody is asked before WeChat has the new version', () => {
  expect(shown).toEqual([])
})

it('who wants it has it at once; who does not goes on', () => {
  ready()
  expect(shown).toMatchObject([{ title: '有新版本', confirmText: '现在更新', cancelText: '稍后' }])
  shown[0]?.success({ confirm: false })
  expect(applied).toBe(0)
  shown[0]?.success({ confirm: true })
  expect(applied).toBe(1)
})
