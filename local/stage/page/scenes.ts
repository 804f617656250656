import type { SceneReady } from '../scenes/scene-ready'
import { ask, byId, make } from './elements'

/** Buttons that each let a situation come about; `ready` is given who is in it, and where. */
export class Scenes {
  private readonly panel = byId('scenes')
  private readonly note = make('p', 'hint')

  constructor(private readonly ready: (scene: SceneReady) => void) {
    this.note.setAttribute('role', 'alert')
    this.note.hidden = true
    this.panel.append(this.note)
  }

  async show(): Promise<void> {
    const known = await ask<{ name: string; title: string }[]>('/scenes')
    const buttons = known.map(({ name, title }) => {
      const button = make('button', '', title)
      button.type = 'button'
      button.addEventListener('click', () => {
        for (const one of buttons) one.disabled = true
        void this.play(name).finally(() => buttons.forEach((one) => (one.disabled = false)))
      })
      return button
    })
    this.panel.querySelector('.choices')?.replaceChildren(...buttons)
  }

  /** Lets a scene happen to a diner who never was here. False, and said, when it did not come about. */
  async play(name: string): Promise<boolean> {
    const scene = await ask<SceneReady>(`/scenes/${encodeURIComponent(name)}`, {}).catch(() => null)
    this.note.hidden = scene !== null
    this.note.textContent = `场面“${name}”没能摆出来。请从这里另选一个。`
    if (scene !== null) this.ready(scene)
    return scene !== null
  }
}
