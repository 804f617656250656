import type { Problem } from '../../preview/compile/problems'
import type { Sight } from '../../preview/phone'
import type { CallNews, CallsSoFar } from '../call-news'
import type { ClockNews } from '../clock-news'
import type { MessageLine } from '../message-news'
import type { PhoneOnStage } from '../phone-on-stage'
import type { SceneReady } from '../scenes/scene-ready'
import { readAddress, writeAddress, type StageAddress } from './address'
import { CallsPanel } from './calls'
import { readCodes } from './camera'
import { ClockPanel } from './clock'
import { DinerChoice } from './diner-choice'
import { ask, byId } from './elements'
import { fit } from './fit'
import { MessagesPanel } from './messages'
import { PhoneFrame } from './phone-frame'
import { showProblems } from './problems'
import { showRefusals } from './refusals'
import { Scenes } from './scenes'
import { Switcher } from './switcher'
import { Tabs } from './tabs'
import { TimersChoice } from './timers'
import { findNamed } from './tour/pointer'
import { Tour } from './tour/tour'

/** What the stage tells of a build; `version` is another whenever phones are given another one. */
interface Told {
  version: number
  problems: Problem[]
}

interface ToldOnOpening extends Told {
  opening: string
  calls: CallsSoFar
  messages: readonly MessageLine[]
  clock: ClockNews
  nextCalls: string[]
}

const PARTS = ['diner', 'cashier', 'manager'] as const
const appearance = byId<HTMLSelectElement>('appearance')

async function open(): Promise<void> {
  const address = readAddress(location.search, PARTS)
  const phones = await ask<PhoneOnStage[]>('/phones')
  const diners = phones.filter((phone) => phone.part === 'diner')
  const frames = addFrames(phones, address)
  const frameOf = (wanted: string): PhoneFrame | undefined =>
    frames.find((frame) => frame.phone.part === wanted)
  const switcher = new Switcher(frames)
  const dinerFrame = frameOf('diner')
  const choice = dinerFrame && new DinerChoice(dinerFrame, diners)
  const tabs = new Tabs(byId('tabs'))
  tabs.open('tour-tab')
  const tour = new Tour({
    frameOf,
    showCard: () => tabs.open('tour-tab'),
    look: (frame) => switcher.look(frame),
    async beginAnew() {
      const screen = dinerFrame?.screen.contentDocument
      if (!screen || !findNamed(screen, ['加入会员'])) await choice?.newDiner()
    },
  })

  const onScene = ({ diner, pages }: SceneReady): void => {
    choice?.show(diner, pages.diner ?? null)
    const cashier = frameOf('cashier')
    if (cashier && pages.cashier) cashier.show(cashier.phone, pages.cashier)
  }
  const scenes = new Scenes(onScene)
  if (address.scene !== null && !(await scenes.play(address.scene))) tabs.open('scenes-tab')
  await scenes.show()

  followAppearance(address.appearance)
  fit(frames.length)
  addEventListener('resize', () => fit(frames.length))
  keepAddress(frames, dinerFrame)
  const events = new EventSource('/preview/events')
  listenToStage(events, frames, tour)
  await showRefusals(events)
}

/** A place for each part; diners who came later share the first one's. */
function addFrames(phones: readonly PhoneOnStage[], address: StageAddress): PhoneFrame[] {
  const frames: PhoneFrame[] = []
  const template = byId('phone-template') as HTMLElement as HTMLTemplateElement
  const later = phones.find(({ name, part }) => part === 'diner' && name === address.diner)
  const placed = PARTS.map((wanted) => phones.find(({ part }) => part === wanted)).filter((phone) => !!phone)
  for (const phone of placed) {
    const { at, settings } = address.phones[phone.part] ?? { at: null, settings: {} }
    const whose = phone.part === 'diner' && later ? later : phone
    const frame: PhoneFrame = new PhoneFrame(template, whose, () => sightsOf(frame, frames), at, settings)
    frames.push(frame)
    byId('phones').append(frame.element)
  }
  return frames
}

/** What a phone's camera can be held at: the codes on the other phones' screens. */
function sightsOf(own: PhoneFrame, frames: readonly PhoneFrame[]): Promise<Sight[]> {
  const others = frames.filter((frame) => frame !== own)
  return Promise.resolve(
    others.flatMap((frame) =>
      readCodes(frame.canvasesOnScreen()).map((text) => ({ where: frame.phone.title, text })),
    ),
  )
}

/** Frames follow the scheme of the element they stand in, so the phones change with the stage. */
function followAppearance(asked: string | null): void {
  const change = (): void => {
    document.documentElement.style.colorScheme = appearance.value
  }
  if ([...appearance.options].some(({ value }) => value === asked)) appearance.value = asked ?? ''
  change()
  appearance.addEventListener('change', change)
}

/** The address line always shows what is on the stage, so that it can be kept and sent. */
function keepAddress(frames: readonly PhoneFrame[], diner: PhoneFrame | undefined): void {
  setInterval(() => {
    const phones = frames.map(({ phone, page, current }) => ({ ...phone, page, settings: current }))
    const address = writeAddress(diner?.phone.name ?? null, appearance.value, phones)
    if (location.pathname + location.search !== address) history.replaceState(null, '', address)
  }, 500)
  const copy = byId('copy-link')
  const said = copy.textContent
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(location.href).then(
      () => (copy.textContent = '已复制'),
      () => (copy.textContent = '请从地址栏复制'),
    )
    setTimeout(() => (copy.textContent = said), 2_000)
  })
}

function listenToStage(events: EventSource, frames: readonly PhoneFrame[], tour: Tour): void {
  const calls = new CallsPanel(byId('calls'))
  const messages = new MessagesPanel()
  const panel = new ClockPanel((shiftMs) => frames.forEach((frame) => frame.moveClock(shiftMs)))
  const timers = new TimersChoice()
  const tellClock = (news: ClockNews): void => {
    panel.tell(news)
    timers.tell(news)
  }
  const on = <T>(event: string, hear: (told: T) => void): void =>
    events.addEventListener(event, ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as T))
  const showBreaking = (waiting: readonly string[]): void =>
    frames.forEach((frame) => frame.showBreaking(waiting))

  let opening: string | undefined
  let version: number | undefined
  const hearBuild = (now: Told): void => {
    showProblems(now.problems)
    if (version !== undefined && version !== now.version) for (const frame of frames) frame.reload()
    version = now.version
  }
  on<ToldOnOpening>('opened', (now) => {
    // `npm start` was ended and run again: this page may be another.
    if (opening !== undefined && opening !== now.opening) location.reload()
    opening = now.opening
    calls.show(now.calls)
    messages.show(now.messages)
    tellClock(now.clock)
    showBreaking(now.nextCalls)
    hearBuild(now)
  })
  on<Told>('rebuilt', hearBuild)
  on<CallNews>('called', (news) => {
    calls.add(news)
    tour.hear(news.line)
  })
  on<MessageLine>('message', (line) => messages.add(line))
  on<ClockNews>('clock', tellClock)
  on<string[]>('next-calls', showBreaking)
}

void open()
