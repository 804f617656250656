import type { SceneReady } from '../scenes/scene-ready'
import { ask, byId, make } from './elements'

/** Buttons that each let a situation come about; `ready` is given who is in it, and where. */
export async function showScenes(ready: (scene: SceneReady) => void): Promise<void> {
  const panel = byId('scenes')
  const known = await ask<{ name: string; title: string }[]>('/scenes')
  const buttons = known.map(({ name, title }) => {
    const button = make('button', '', title)
    button.type = 'button'
    button.addEventListener('click', () => {
      for (const one of buttons) one.disabled = true
      void playScene(name)
        .then(ready)
        .finally(() => buttons.forEach((one) => (one.disabled = false)))
    })
    return button
  })
  panel.querySelector('.choices')?.replaceChildren(...buttons)
}

/** Lets a scene happen to a diner who never was here. */
export const playScene = (name: string): Promise<SceneReady> =>
  ask<SceneReady>(`/scenes/${encodeURIComponent(name)}`, {})
