import type { PhoneSetup } from '../../phone'
import { useBase } from '../phone/network'
import { useSubscriptionSwitchOf } from '../phone/subscriptions'
import { appEvents, followErrors } from './app-events'
import { basics } from './basics'
import { cloud } from './cloud'
import { device, followDevice } from './device'
import { dialogs } from './dialogs'
import { media } from './media'
import { followNetwork, network } from './network'
import { privacy, usePrivacyAnswer } from './privacy'
import { routing } from './routing'
import { queries } from './selector-query'
import { sensing } from './senses'
import { storage, useStorageOf } from './storage'
import { subscriptions } from './subscriptions'
import { addApis } from './wx'

/** All of `wx`. Whatever is not here is refused by name. */
export function installApis({ name, base }: PhoneSetup): void {
  useBase(base)
  useStorageOf(name)
  useSubscriptionSwitchOf(name)
  const privacyKey = `huiwei-privacy:${name}`
  usePrivacyAnswer(localStorage.getItem(privacyKey) === 'agreed', () =>
    localStorage.setItem(privacyKey, 'agreed'),
  )
  followDevice()
  followNetwork()
  followErrors()
  addApis({
    ...routing,
    ...storage,
    ...device,
    ...network,
    ...cloud,
    ...dialogs,
    ...media,
    ...privacy,
    ...sensing,
    ...subscriptions,
    ...queries,
    ...appEvents,
    ...basics,
  })
}
