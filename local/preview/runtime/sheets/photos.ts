import { pictures, type Picture } from '../album/album'
import { draw, drawButton } from '../phone/draw'
import { whileBusy } from '../phone/settled'
import { askOnSheet } from './sheet'

/** The phone's album, for one picture of it. Undefined when the person closes it. */
export async function askForPhoto(title: string): Promise<Picture | undefined> {
  const album = await whileBusy(pictures())
  return askOnSheet<Picture | undefined>({
    title,
    body: (answer) => [
      draw('div', { class: 'phone-photos' }, ...album.map((picture) => drawPhoto(picture, answer))),
    ],
    choices: [{ text: '取消', answer: undefined, kind: 'cancel' }],
    dismissed: undefined,
  })
}

function drawPhoto(picture: Picture, answer: (chosen: Picture) => void): HTMLElement {
  const thumb = draw('img', { src: picture.url, alt: '', draggable: 'false' })
  return drawButton({ class: 'phone-photo' }, () => answer(picture), thumb, draw('span', {}, picture.name))
}
