import { PHONE_STARTS, type Network, type PhoneHandle, type Sight } from '../../preview/phone'
import type { PhoneOnStage } from '../phone-on-stage'
import { ask, part } from './elements'
import { usualSettings, type PhoneSettings } from './phone-settings'

/** One phone on the stage: its frame, its title and its controls. */
export class PhoneFrame {
  readonly element: HTMLElement
  readonly screen: HTMLIFrameElement
  private shown: PhoneOnStage
  private settings: PhoneSettings = { ...usualSettings }
  /** Phones whose next call is to break. */
  private breaking: readonly string[] = []
  private connected: PhoneHandle | undefined

  /** `camera` is what this phone sees when it scans; `at`, where it opens other than at its entry page. */
  constructor(
    template: HTMLTemplateElement,
    phone: PhoneOnStage,
    private readonly camera: () => Promise<Sight[]>,
    at: string | null = null,
    settings: Partial<PhoneSettings> = {},
  ) {
    const content = template.content.cloneNode(true) as DocumentFragment
    this.element = part(content, 'section')
    this.screen = part(content, 'iframe')
    this.shown = phone
    this.screen.addEventListener(PHONE_STARTS, () => this.connect())
    this.screen.addEventListener('load', () => this.connect())
    part(content, '.back').addEventListener('click', () => this.back())
    part(content, '.reload').addEventListener('click', () => this.reload())
    this.network.addEventListener('change', () => this.set({ network: this.network.value as Network }))
    this.onSwitch('.large-font', (largeFont) => this.set({ largeFont }))
    this.onSwitch('.refuse-number', (refusesPhoneNumber) => this.set({ refusesPhoneNumber }))
    this.onSwitch('.refuse-messages', (refusesMessages) => this.set({ refusesMessages }))
    this.onSwitch('.refuse-photos', (refusesPhotos) => this.set({ refusesPhotos }))
    this.onSwitch('.break-next', (broken) => void ask(`/phone/${this.phone.name}/next-call`, { broken }))
    // A lost reply happens once, and the network is normal again: the control says so.
    setInterval(() => this.showNetwork(), 500)
    this.show(phone, at, settings)
  }

  get phone(): PhoneOnStage {
    return this.shown
  }

  /** Where the phone is now, as a deep link; empty before it has started. */
  get page(): string {
    return this.screen.contentWindow?.location.hash.slice(1) ?? ''
  }

  get current(): PhoneSettings {
    return this.settings
  }

  /** Puts another phone in this place. */
  show(phone: PhoneOnStage, at: string | null = null, settings: Partial<PhoneSettings> = {}): void {
    this.shown = phone
    this.settings = { ...usualSettings, ...settings }
    this.screen.title = phone.title
    this.screen.name = phone.name
    this.screen.src = `/phone/${phone.name}/${at === null ? '' : `#${at}`}`
    this.element.dataset.phone = phone.name
    this.element.dataset.part = phone.part
    this.element.setAttribute('aria-label', phone.title)
    part(this.element, '.title').textContent = phone.title
    this.network.value = this.settings.network
    this.switchOf('.large-font').checked = this.settings.largeFont
    this.switchOf('.refuse-number').checked = this.settings.refusesPhoneNumber
    this.switchOf('.refuse-messages').checked = this.settings.refusesMessages
    this.switchOf('.refuse-photos').checked = this.settings.refusesPhotos
    this.showBreaking(this.breaking)
  }

  reload(): void {
    this.showNetwork()
    this.screen.contentWindow?.location.reload()
  }

  /** Its clock is so far from the machine's from now on; its mini-program is put away and taken up again. */
  moveClock(shiftMs: number): void {
    const handle = this.handle()
    if (!handle) return
    handle.clockShiftMs = shiftMs
    // Before its first page there is nothing to look at again.
    if (handle.address() === '') return
    handle.putAway()
    handle.takeUp()
  }

  /** Whether its next call is to break: the stage's server names the phones of which it is. */
  showBreaking(waiting: readonly string[]): void {
    this.breaking = waiting
    this.switchOf('.break-next').checked = waiting.includes(this.phone.name)
  }

  canvasesOnScreen(): HTMLCanvasElement[] {
    return this.handle()?.canvasesOnScreen() ?? []
  }

  private get network(): HTMLSelectElement {
    return part(this.element, '.network')
  }

  private switchOf(selector: string): HTMLInputElement {
    return part(this.element, `${selector} input`)
  }

  private onSwitch(selector: string, turn: (on: boolean) => void): void {
    const input = this.switchOf(selector)
    input.addEventListener('change', () => turn(input.checked))
  }

  private set(change: Partial<PhoneSettings>): void {
    this.settings = { ...this.settings, ...change }
    this.settle(this.handle())
  }

  /** Tells a phone what is set on it. */
  private settle(handle: PhoneHandle | undefined): void {
    if (!handle) return
    const { network, largeFont, refusesPhoneNumber, refusesMessages, refusesPhotos } = this.settings
    handle.network = network
    handle.largeFont = largeFont
    handle.refuses.phoneNumber = refusesPhoneNumber
    handle.refuses.subscription = refusesMessages
    handle.refuses.photos = refusesPhotos
  }

  private handle(): PhoneHandle | undefined {
    return this.screen.contentWindow?.huiweiPhone
  }

  private connect(): void {
    const handle = this.handle()
    if (handle && handle !== this.connected) {
      this.connected = handle
      handle.camera = this.camera
      this.settle(handle)
    }
    this.showNetwork()
  }

  private showNetwork(): void {
    const handle = this.handle()
    if (!handle || handle !== this.connected) return
    this.settings = { ...this.settings, network: handle.network }
    if (document.activeElement !== this.network) this.network.value = handle.network
  }

  /** The phone's own back gesture; its document hears Escape as that. */
  private back(): void {
    const there = this.screen.contentDocument
    there?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  }
}
