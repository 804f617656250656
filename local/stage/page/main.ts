import type { Problem } from '../../preview/compile/problems'
import type { Sight } from '../../preview/phone'
import type { CallNews, CallsSoFar } from '../call-news'
import { CallsPanel } from './calls'
import { readCodes } from './camera'
import { PhoneFrame, type PhoneOnStage } from './phone-frame'
import { showProblems } from './problems'
import { showRefusals } from './refusals'

/** A device's height, and what stands above and below it. */
const DEVICE_HEIGHT = 836
const AROUND_DEVICE = 134
const SMALLEST_SCALE = 0.55

const frames: PhoneFrame[] = []
const place = byId('phones')
const calls = new CallsPanel(byId('calls'))

async function open(): Promise<void> {
  const phones = (await (await fetch('/phones')).json()) as PhoneOnStage[]
  // Diners who joined later took the first one's place; they have pages of their own.
  for (const phone of phones.filter(({ name }) => !name.startsWith('diner-'))) addFrame(phone)
  frames.find(({ phone }) => phone.name === 'diner')?.onAnother(newDiner)
  addSwitcher()
  fit()
  addEventListener('resize', fit)
  const events = new EventSource('/preview/events')
  listenToStage(events)
  await showRefusals(events)
}

function addFrame(phone: PhoneOnStage): void {
  const frame: PhoneFrame = new PhoneFrame(byId('phone-template') as HTMLTemplateElement, phone, () =>
    sightsOf(frame),
  )
  frames.push(frame)
  place.append(frame.element)
}

/** What a phone's camera can be held at: the codes on the other phones' screens. */
function sightsOf(own: PhoneFrame): Promise<Sight[]> {
  const others = frames.filter((frame) => frame !== own)
  return Promise.resolve(
    others.flatMap((frame) =>
      readCodes(frame.canvasesOnScreen()).map((text) => ({ where: frame.phone.title, text })),
    ),
  )
}

async function newDiner(): Promise<PhoneOnStage> {
  return (await (await fetch('/phones', { method: 'POST' })).json()) as PhoneOnStage
}

/** In a narrow window one phone is seen at a time. */
function addSwitcher(): void {
  const buttons = frames.map((frame) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = frame.phone.title
    button.addEventListener('click', () => look(frame))
    return button
  })
  const look = (chosen: PhoneFrame): void =>
    frames.forEach((frame, index) => {
      frame.element.toggleAttribute('data-away', frame !== chosen)
      buttons[index]?.setAttribute('aria-pressed', String(frame === chosen))
    })
  byId('switcher').replaceChildren(...buttons)
  if (frames[0]) look(frames[0])
}

function fit(): void {
  const above = place.getBoundingClientRect().top + scrollY
  const stacked = innerWidth <= 1120
  const free = innerHeight - AROUND_DEVICE - (stacked ? above : 0)
  const scale = Math.min(1, Math.max(SMALLEST_SCALE, free / DEVICE_HEIGHT))
  document.documentElement.style.setProperty('--scale', scale.toFixed(4))
}

/** What the stage tells of a build; `version` is another whenever phones are given another one. */
interface Told {
  version: number
  problems: Problem[]
}

interface ToldOnOpening extends Told {
  opening: string
  calls: CallsSoFar
}

function listenToStage(events: EventSource): void {
  const told = <T>({ data }: MessageEvent<string>): T => JSON.parse(data) as T
  let opening: string | undefined
  let version: number | undefined
  const hear = (now: Told): void => {
    showProblems(now.problems)
    if (version !== undefined && version !== now.version) for (const frame of frames) frame.reload()
    version = now.version
  }
  events.addEventListener('opened', (event) => {
    const now = told<ToldOnOpening>(event)
    // `npm start` was ended and run again: the phones that joined are gone, and this page may be another.
    if (opening !== undefined && opening !== now.opening) location.reload()
    opening = now.opening
    calls.show(now.calls)
    hear(now)
  })
  events.addEventListener('rebuilt', (event) => hear(told<Told>(event)))
  events.addEventListener('called', (event) => calls.add(told<CallNews>(event)))
}

const appearance = byId('appearance') as HTMLSelectElement
appearance.addEventListener('change', () => {
  // Frames follow the scheme of the element they stand in, so the phones change with the stage.
  document.documentElement.style.colorScheme = appearance.value
})

function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`stage.html has no #${id}`)
  return found
}

void open()
