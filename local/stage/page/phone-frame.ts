import type { Network, PhoneHandle, Sight } from '../../preview/phone'

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
    this.screen.addEventListener('load', () => this.connect())
    this.network.addEventListener('change', () => {
      const handle = this.handle()
      if (handle) handle.network = this.network.value as Network
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
    this.network.value = 'normal'
  }

  reload(): void {
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
    if (handle) handle.camera = this.camera
    this.showNetwork()
  }

  private showNetwork(): void {
    const network = this.handle()?.network
    if (network && document.activeElement !== this.network) this.network.value = network
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
