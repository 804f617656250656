import { byId, make } from './elements'
import type { PhoneFrame } from './phone-frame'

/** In a narrow window one phone is seen at a time; the others stay where they are, for cameras to see. */
export class Switcher {
  private readonly buttons: HTMLButtonElement[]

  constructor(private readonly frames: readonly PhoneFrame[]) {
    this.buttons = frames.map((frame) => {
      const button = make('button', '', frame.phone.title.replace(/ ?的手机$/, ''))
      button.type = 'button'
      button.addEventListener('click', () => this.look(frame))
      return button
    })
    byId('switcher').replaceChildren(...this.buttons)
    if (frames[0]) this.look(frames[0])
  }

  look(chosen: PhoneFrame): void {
    this.frames.forEach((frame, index) => {
      frame.element.toggleAttribute('data-away', frame !== chosen)
      this.buttons[index]?.setAttribute('aria-pressed', String(frame === chosen))
    })
  }
}
