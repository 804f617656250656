import type { PhoneOnStage } from '../phone-on-stage'

/** Where the phones of a scene stand when it is ready: the page each opens. A phone that is not named stays where it is. */
export interface ScenePages {
  diner?: string
  cashier?: string
}

/** A scene that has come about. */
export interface SceneReady {
  diner: PhoneOnStage
  pages: ScenePages
}
