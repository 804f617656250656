import { askForPhoneNumber } from '../sheets/phone-number'
import { sharePage } from '../sheets/share'
import { agreeToPrivacy } from '../wx/privacy'
import { hostForm } from './form'
import type { ElementKind, Host } from './element'

const AGREEMENT = 'agreePrivacyAuthorization'
type Opened = (host: Host) => void | Promise<void>

/** What a button may open. Every other `open-type` is refused by name. */
const OPEN: Record<string, Opened> = {
  share: (host) => sharePage('button', host.glass),
  getPhoneNumber: async (host) => host.fire('getphonenumber', await askForPhoneNumber()),
  agreePrivacyAuthorization: (host) => {
    agreeToPrivacy(host.glass.id)
    host.fire('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
}

/** `getPhoneNumber|agreePrivacyAuthorization`: who taps it has agreed before anything else is asked. */
async function open(host: Host, openType: string): Promise<void> {
  const parts = openType.split('|')
  const agreement = parts.filter((part) => part === AGREEMENT)
  for (const part of [...agreement, ...parts.filter((part) => part !== AGREEMENT)]) {
    const opened = OPEN[part]
    if (opened === undefined) throw new Error(`button open-type ${part} is not supported by the preview`)
    await opened(host)
  }
}

export const button: ElementKind = {
  name: 'button',
  properties: {
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: null,
    disabled: null,
    loading: null,
    formType: String,
    openType: String,
    hoverClass: { type: String, value: 'button-hover' },
    hoverStartTime: { type: null, value: 20 },
    hoverStayTime: { type: null, value: 70 },
    name: null,
    value: null,
    lang: null,
    sessionFrom: null,
    sendMessageTitle: null,
    sendMessagePath: null,
    sendMessageImg: null,
    appParameter: null,
    showMessageCard: null,
    phoneNumberNoQuotaToast: null,
    activityType: null,
    entrancePath: null,
    needShowEntrance: null,
  },
  create: (host) => {
    const look = (attribute: string) => (value: unknown) =>
      host.node.setAttribute(attribute, String(value ?? ''))
    const state = (attribute: string) => () => host.node.toggleAttribute(attribute, host.flag(attribute))
    const act = () => {
      if (host.flag('disabled') || host.flag('loading')) return
      const openType = host.text('openType')
      const formType = host.text('formType')
      // After the tap has been heard by everyone else.
      if (openType !== '') setTimeout(() => void open(host, openType), 0)
      if (formType !== '') setTimeout(() => hostForm(host.node)?.(formType), 0)
    }
    host.on('tap', () => act())
    return {
      changed: {
        type: look('type'),
        size: look('size'),
        plain: state('plain'),
        loading: state('loading'),
        disabled: () => {
          host.node.toggleAttribute('disabled', host.flag('disabled'))
          host.node.setAttribute('aria-disabled', String(host.flag('disabled')))
        },
      },
      attached: () => {
        if (host.text('ariaRole') === '') host.node.setAttribute('role', 'button')
        host.node.setAttribute('type', host.text('type'))
        host.node.setAttribute('size', host.text('size'))
        host.node.tabIndex = 0
      },
      labelTap: act,
    }
  },
}
