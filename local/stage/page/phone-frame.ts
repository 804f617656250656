import { PHONE_STARTS, type Network, type PhoneHandle, type Sight } from '../../preview/phone'

export interface PhoneOnStage {
  name: string
  title: string
}

/** One phone on the stage: its frame, its title and its controls. */
export class PhoneFrame {
  readonly element: HTMLElement
  private readonly screen: HTMLIFrameElement
  private readonly network: HTMLSelectElement
  private shown: PhoneOnStage
  /** Outlives a reload, as a phone's network does. */
  private chosen: Network = 'normal'
  private connected: PhoneHandle | undefined

  /** `camera` is what this phone sees when it scans. */
  constructor(
    template: HTMLTemplateElement,
    phone: PhoneOnStage,
    private readonly camera: () => Promise<Sight[]>,
  ) {
    const content = template.content.cloneNode(true) as DocumentFragment
    this.element = part(content, 'section')
    this.screen = part(content, 'iframe')
    this.network = part(content, 'select')
    this.shown = phone
    part<HTMLElement>(content, '.back').addEventListener('click', () => this.back())
    part<HTMLElement>(content, '.reload').addEventListener('click', () => this.reload())
    this.screen.addEventListener(PHONE_STARTS, () => this.connect())
    this.screen.addEventListener('load', () => this.connect())
    this.network.addEventListener('change', () => {
      this.chosen = this.network.value as Network
      const handle = this.handle()
      if (handle) handle.network = this.chosen
    })
    // A lost reply happens once, and the network is normal again: the control says so.
    setInterval(() => this.showNetwork(), 500)
    this.show(phone)
  }

  get phone(): PhoneOnStage {
    return this.shown
  }

  /** Puts another phone in this place. */
  show(phone: PhoneOnStage): void {
    this.shown = phone
    this.screen.title = phone.title
    this.screen.name = phone.name
    this.screen.src = `/phone/${phone.name}/`
    this.element.dataset.phone = phone.name
    this.element.setAttribute('aria-label', phone.title)
    part<HTMLElement>(this.element, '.title').textContent = phone.title
    this.chosen = 'normal'
    this.network.value = 'normal'
  }

  reload(): void {
    this.showNetwork()
    this.screen.contentWindow?.location.reload()
  }

  /** Offers to put a diner who never was here in this place. */
  onAnother(change: () => Promise<PhoneOnStage>): void {
    const button = part<HTMLButtonElement>(this.element, '.another')
    button.hidden = false
    button.addEventListener('click', () => {
      button.disabled = true
      void change()
        .then((phone) => this.show(phone))
        .finally(() => (button.disabled = false))
    })
  }

  canvasesOnScreen(): HTMLCanvasElement[] {
    return this.handle()?.canvasesOnScreen() ?? []
  }

  private handle(): PhoneHandle | undefined {
    return this.screen.contentWindow?.huiweiPhone
  }

  private connect(): void {
    const handle = this.handle()
    if (handle && handle !== this.connected) {
      this.connected = handle
      handle.camera = this.camera
      handle.network = this.chosen
    }
    this.showNetwork()
  }

  private showNetwork(): void {
    const handle = this.handle()
    if (!handle || handle !== this.connected) return
    this.chosen = handle.network
    if (document.activeElement !== this.network) this.network.value = this.chosen
  }

  /** The phone's own back gesture; its document hears Escape as that. */
  private back(): void {
    const there = this.screen.contentDocument
    there?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  }
}

function part<T extends Element>(within: ParentNode, selector: string): T {
  const found = within.querySelector<T>(selector)
  if (!found) throw new Error(`stage.html has no ${selector}`)
  return found
}
