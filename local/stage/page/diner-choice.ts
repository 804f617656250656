import type { PhoneOnStage } from '../phone-on-stage'
import { ask, fillOptions, part } from './elements'
import type { PhoneFrame } from './phone-frame'

/** Several diners share one place on the stage: which of them stands there, and a way in for a new one. */
export class DinerChoice {
  private readonly list: HTMLSelectElement
  private readonly diners: PhoneOnStage[]

  constructor(
    private readonly frame: PhoneFrame,
    diners: readonly PhoneOnStage[],
  ) {
    this.diners = [...diners]
    this.list = part(frame.element, '.who')
    this.list.addEventListener('change', () => {
      const chosen = this.diners.find(({ name }) => name === this.list.value)
      if (chosen) this.show(chosen)
    })
    const another = part<HTMLButtonElement>(frame.element, '.another')
    another.hidden = false
    another.addEventListener('click', () => {
      another.disabled = true
      void this.newDiner().finally(() => (another.disabled = false))
    })
    this.draw()
  }

  /** Puts somebody who never was here in this place. */
  async newDiner(): Promise<void> {
    this.show(await ask<PhoneOnStage>('/phones', {}))
  }

  /** Puts a diner in this place, at a page of theirs if one is given. */
  show(diner: PhoneOnStage, at: string | null = null): void {
    if (!this.diners.some(({ name }) => name === diner.name)) this.diners.push(diner)
    this.frame.show(diner, at)
    this.draw()
  }

  private draw(): void {
    const alone = this.diners.length === 1
    this.list.hidden = alone
    part(this.frame.element, '.title').classList.toggle('behind-list', !alone)
    fillOptions(
      this.list,
      this.diners.map(({ name, title }) => [name, title] as const),
      this.frame.phone.name,
    )
  }
}
