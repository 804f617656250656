import type { Glance, Target } from './glance'
import type { Deed, Hands } from './hands'

interface State {
  glance: Glance
  hands: Hands
}

/** One thing hands can do; its weight is how often among the others. */
export interface Way {
  weight: number
  may?(state: State): boolean
  go(state: State): Promise<Deed>
}

const WIDTHS = [320, 375, 430]
/** Ways into the mini-program past everything that usually comes before. */
const LINKS = [
  'pages/redemption/redemption?id=nonsense',
  'pages/redemption/redemption',
  'pages/history/history',
  'pages/redemptions/redemptions',
  'pages/privacy/privacy',
  'pages/join/join?from=poster',
  'pages/join/join?scene=p%3Driverside-8',
  'pages/tier/tier',
  'counter/pages/source/source',
  'counter/pages/bill/bill',
  'counter/pages/keyed/keyed',
  'counter/pages/result/result',
  'counter/pages/deeds/deeds',
  'counter/pages/start/start',
]

const hasTargets = ({ glance }: State): boolean => glance.targets.length > 0
const name = (target: Target): string => `“${target.name}”`
/** What a look finds may be gone before the touch: then it lands beside, as a finger's would. */
async function onThing(
  { glance, hands }: State,
  how: (target: Target) => Promise<void>,
  what: string,
  taps: number,
): Promise<Deed> {
  const target = hands.choose(glance)
  if (target === null) return { what: 'sees nothing to tap', taps: 0 }
  if (target.kind === 'field') return hands.type(target)
  await how(target)
  return { what: `${what} ${name(target)}`, taps }
}

export const WAYS: Way[] = [
  {
    // Somebody else's camera needs a moment.
    weight: 600,
    may: ({ glance }) => glance.showsCode,
    go: async () => ({ what: 'holds the code still', taps: 0 }),
  },
  {
    weight: 700,
    may: hasTargets,
    go: (state) => onThing(state, (target) => state.hands.fingers.tap(target), 'taps', 1),
  },
  {
    weight: 40,
    may: hasTargets,
    go: (state) => onThing(state, (target) => state.hands.fingers.tapTwice(target), 'taps twice', 2),
  },
  {
    weight: 10,
    may: hasTargets,
    go: (state) => onThing(state, (target) => state.hands.fingers.press(target), 'presses', 1),
  },
  {
    weight: 30,
    go: async ({ hands }) => {
      const at = hands.anywhere()
      await hands.fingers.tap(at)
      return { what: `taps at ${at.x}, ${at.y}`, taps: 1 }
    },
  },
  {
    weight: 20,
    go: async ({ hands }) => {
      await hands.page.keyboard.press('Escape')
      return { what: 'goes back', taps: 1 }
    },
  },
  {
    weight: 12,
    go: async ({ hands }) => {
      const y = 300 + hands.luck.upTo(200)
      await hands.fingers.drag({ x: 4, y }, { x: 160, y: y + 10 })
      return { what: 'swipes back', taps: 1 }
    },
  },
  {
    weight: 50,
    go: async ({ hands }) => {
      const { x, y } = hands.anywhere()
      const to = { x, y: Math.max(5, y + hands.luck.upTo(900) - 600) }
      await hands.fingers.drag({ x, y }, to)
      return { what: `drags from ${y} to ${to.y}`, taps: 1 }
    },
  },
  {
    weight: 20,
    go: async ({ hands }) => {
      await hands.fingers.drag({ x: 200, y: 140 }, { x: 204, y: 420 })
      return { what: 'pulls down', taps: 1 }
    },
  },
  {
    weight: 4,
    go: async ({ hands }) => {
      await hands.startAgain('here')
      return { what: 'reloads', taps: 0 }
    },
  },
  {
    weight: 4,
    go: async ({ hands }) => {
      await hands.startAgain('start')
      return { what: 'closes the mini-program and opens it', taps: 0 }
    },
  },
  {
    weight: 4,
    go: async ({ hands }) => {
      const link = hands.luck.pick(LINKS)
      await hands.startAgain({ link })
      return { what: `opens the link ${link}`, taps: 0 }
    },
  },
  {
    weight: 14,
    may: ({ hands }) => hands.network === 'normal',
    go: async ({ hands }) => {
      const network = hands.luck.pick(['offline', 'offline', 'slow'] as const)
      await hands.setNetwork(network)
      return { what: `has the network ${network}`, taps: 0 }
    },
  },
  {
    weight: 130,
    may: ({ hands }) => hands.network !== 'normal',
    go: async ({ hands }) => {
      await hands.setNetwork('normal')
      return { what: 'has a good network again', taps: 0 }
    },
  },
  {
    weight: 15,
    may: ({ hands }) => hands.network === 'normal',
    go: async ({ hands }) => {
      await hands.setNetwork('lose-next-reply')
      return { what: 'will lose the next reply', taps: 0 }
    },
  },
  {
    weight: 6,
    go: async ({ hands }) => {
      await hands.tell('putAway()')
      return { what: 'puts the mini-program away', taps: 0 }
    },
  },
  {
    weight: 3,
    go: async ({ hands }) => {
      const large = hands.luck.chance(2)
      await hands.tell(`largeFont = ${large}`)
      return { what: large ? 'wants large letters' : 'wants usual letters', taps: 0 }
    },
  },
  {
    weight: 4,
    go: async ({ hands }) => {
      const refuses = hands.luck.chance(3)
      await hands.tell(`refuses.phoneNumber = ${refuses}`)
      return { what: refuses ? 'gives no phone number' : 'may give the phone number', taps: 0 }
    },
  },
  {
    weight: 4,
    go: async ({ hands }) => {
      const refuses = hands.luck.chance(3)
      await hands.tell(`refuses.photos = ${refuses}`)
      return { what: refuses ? 'lets nobody see the photos' : 'may let somebody see a photo', taps: 0 }
    },
  },
  {
    weight: 4,
    go: async ({ hands }) => {
      await hands.turnLights()
      return { what: 'turns dark or light', taps: 0 }
    },
  },
  {
    weight: 4,
    go: async ({ hands }) => {
      const width = hands.luck.pick(WIDTHS)
      await hands.page.setViewportSize({ width, height: 568 + hands.luck.upTo(300) })
      return { what: `is ${width} wide`, taps: 0 }
    },
  },
]
