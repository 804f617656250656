/** A row of tabs and their panels: one is seen at a time. Arrow keys go along the row. */
export class Tabs {
  private readonly tabs: HTMLElement[]

  constructor(list: HTMLElement) {
    this.tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')]
    for (const tab of this.tabs) tab.addEventListener('click', () => this.open(tab.id))
    list.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
      if (step === undefined) return
      const at = this.tabs.findIndex((tab) => tab === document.activeElement)
      const next = this.tabs.at((at + step) % this.tabs.length)
      next?.focus()
      if (next) this.open(next.id)
    })
  }

  open(id: string): void {
    for (const tab of this.tabs) {
      const chosen = tab.id === id
      tab.setAttribute('aria-selected', String(chosen))
      tab.tabIndex = chosen ? 0 : -1
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '')
      if (panel) panel.hidden = !chosen
    }
  }
}
