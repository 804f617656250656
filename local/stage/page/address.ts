import type { Network } from '../../preview/phone'
import type { PhoneSettings } from './phone-settings'

/** What the stage's own address says: opened again, it shows the same phones at the same pages. */
export interface StageAddress {
  /** A scene to let happen first. */
  scene: string | null
  /** Which diner stands on the stage, by their phone's name. */
  diner: string | null
  appearance: string | null
  phones: Record<string, { at: string | null; settings: Partial<PhoneSettings> }>
}

const NETWORKS: readonly Network[] = ['normal', 'slow', 'offline', 'lose-next-reply']

/** Reads `?scene=…&diner=…&appearance=…&cashier=counter/pages/start/start&cashier.network=offline&cashier.font=large`. */
export function readAddress(search: string, parts: readonly string[]): StageAddress {
  const query = new URLSearchParams(search)
  const phones = Object.fromEntries(
    parts.map((part) => {
      const network = NETWORKS.find((one) => one === query.get(`${part}.network`))
      const settings: Partial<PhoneSettings> = {
        ...(network && { network }),
        ...(query.get(`${part}.font`) === 'large' && { largeFont: true }),
        ...(query.get(`${part}.number`) === 'refused' && { refusesPhoneNumber: true }),
        ...(query.get(`${part}.messages`) === 'refused' && { refusesMessages: true }),
        ...(query.get(`${part}.photos`) === 'refused' && { refusesPhotos: true }),
      }
      return [part, { at: query.get(`${part}.at`), settings }]
    }),
  )
  return {
    scene: query.get('scene'),
    diner: query.get('diner'),
    appearance: query.get('appearance'),
    phones,
  }
}

/** One phone of the stage, as its address tells of it. */
export interface AddressedPhone {
  part: string
  page: string
  entryPage: string
  settings: PhoneSettings
}

/** The address that shows these again: only what is not as usual is said. */
export function writeAddress(
  diner: string | null,
  appearance: string,
  phones: readonly AddressedPhone[],
): string {
  const query = new URLSearchParams()
  if (diner !== null && diner !== 'diner') query.set('diner', diner)
  if (appearance !== 'light dark') query.set('appearance', appearance)
  for (const { part, page, entryPage, settings } of phones) {
    if (page !== '' && page !== entryPage) query.set(`${part}.at`, page)
    if (settings.network !== 'normal') query.set(`${part}.network`, settings.network)
    if (settings.largeFont) query.set(`${part}.font`, 'large')
    if (settings.refusesPhoneNumber) query.set(`${part}.number`, 'refused')
    if (settings.refusesMessages) query.set(`${part}.messages`, 'refused')
    if (settings.refusesPhotos) query.set(`${part}.photos`, 'refused')
  }
  const text = query.toString()
  return text === '' ? '/' : `/?${text}`
}
