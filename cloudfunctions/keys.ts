import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { invariant } from '../domain/fault'
import type { KeptPhone } from '../domain/member/bind-phone'
import { maskPhone } from '../domain/member/mask'
import type { Seal } from '../domain/codes/sealed-code'

/** The functions' secrets, from environment variables; 32 bytes each, in hex. Never logged, never in a document. */
function key(name: 'HUIWEI_SEAL_KEY' | 'HUIWEI_PHONE_KEY'): Buffer {
  const hex = process.env[name] ?? ''
  invariant(/^[0-9a-f]{64}$/.test(hex), `environment variable ${name} must be 64 hex digits`)
  return Buffer.from(hex, 'hex')
}

/** 128 bits of HMAC-SHA-256, in hex: seals the codes phones show. */
export const seal: Seal = (text) =>
  createHmac('sha256', key('HUIWEI_SEAL_KEY')).update(text).digest('hex').slice(0, 32)

/** A keyed hash that finds a phone number without storing it readably. */
export function phoneIndexOf(phone: string): string {
  return createHmac('sha256', key('HUIWEI_PHONE_KEY')).update(`phone:${phone}`).digest('hex')
}

/** AES-256-GCM: `iv.tag.ciphertext` in base64url. */
export function sealPhone(phone: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key('HUIWEI_PHONE_KEY'), iv)
  const text = Buffer.concat([cipher.update(phone, 'utf8'), cipher.final()])
  return [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url')).join('.')
}

/** What is kept of `+86-13800000000`. */
export const keptPhoneOf = (phone: string): KeptPhone => ({
  maskedPhone: maskPhone(phone.replace(/^\+\d+-/, '')),
  sealedPhone: sealPhone(phone),
})

/** The phone number that `sealPhone` sealed. Throws when the text was tampered with or sealed under another key. */
export function openPhone(sealed: string): string {
  const [iv, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
  invariant(iv !== undefined && tag !== undefined && text !== undefined, 'not a sealed phone number')
  const decipher = createDecipheriv('aes-256-gcm', key('HUIWEI_PHONE_KEY'), iv)
  decipher.setAuthTag(tag)
  return decipher.update(text, undefined, 'utf8') + decipher.final('utf8')
}

/** Logins are kept under this hash, so that a document's id shows nobody's openid. */
export function loginIdOf(appid: string, openid: string): string {
  return createHash('sha256').update(`${appid}:${openid}`).digest('hex')
}

/** Tells two requests under one cause apart. Object keys are sorted first, so that their order does not matter. */
export function digestOf(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request, sortedKeys)).digest('hex').slice(0, 32)
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
