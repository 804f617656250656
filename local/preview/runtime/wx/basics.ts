import { ELEMENTS } from '../../elements'
import { createAnimation } from './animation'
import { isKnownApi } from './wx'

const ELEMENT_NAMES = new Set<string>(ELEMENTS)

function canIUse(schema: string): boolean {
  const [name = '', ...rest] = schema.split('.')
  if (name === 'cloud') return rest[0] === undefined || rest[0] === 'callFunction' || rest[0] === 'init'
  return isKnownApi(name) || ELEMENT_NAMES.has(name)
}

function base64Of(buffer: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''))
}

function bufferOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer
}

/** There is never a newer version here than the one just compiled: none of these is ever called. */
const updateManager = () => ({
  onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
    void setTimeout(() => listener({ hasUpdate: false }), 0),
  onUpdateReady: () => undefined,
  onUpdateFailed: () => undefined,
  applyUpdate: () => {
    throw new Error('applyUpdate: there is no update')
  },
})

export const basics = {
  canIUse,
  createAnimation,
  base64ToArrayBuffer: bufferOf,
  arrayBufferToBase64: base64Of,
  getUpdateManager: updateManager,
  getAccountInfoSync: () => ({ miniProgram: { appId: 'preview', envVersion: 'develop', version: '' } }),
}
