import type * as z from 'zod'
import type { task } from './task-rules'

type Preset = z.input<typeof task>

/** Tasks as the trade sets them up; a programme takes those it wants, with its own numbers (requirements F40, F51, F53–F56). */
export const taskPresets = {
  firstSteps: {
    id: 'first-steps',
    name: '新手上路',
    goal: { kind: 'first-steps' },
    period: 'once',
    points: 100,
  },
  wholeProfile: {
    id: 'whole-profile',
    name: '完善资料',
    goal: { kind: 'whole-profile' },
    period: 'once',
    points: 20,
  },
  fiveVisits: {
    id: 'five-visits',
    name: '常来坐坐',
    goal: { kind: 'visits', days: 5, leastFen: 3000 },
    period: 'month',
    points: 100,
  },
  weekOf200: {
    id: 'week-of-200',
    name: '本周吃够',
    goal: { kind: 'spending', fen: 20_000 },
    period: 'week',
    points: 100,
  },
  monthOf500: {
    id: 'month-of-500',
    name: '本月吃够',
    goal: { kind: 'spending', fen: 50_000 },
    period: 'month',
    points: 300,
  },
  tableVisit: {
    id: 'table-visit',
    name: '到店扫桌码',
    goal: { kind: 'table-visit' },
    period: 'day',
    points: 50,
  },
  tablePhoto: {
    id: 'table-photo',
    name: '晒一晒这桌菜',
    goal: { kind: 'photo', asks: '拍一张这一桌菜，要看得到面碗' },
    period: 'month',
    points: 30,
  },
  /** WeChat forbids rewards for sharing to Moments: off until a manager has read that and answers for it. */
  momentsPoster: {
    id: 'moments-poster',
    name: '朋友圈海报',
    goal: { kind: 'photo', asks: '把海报发到朋友圈，截一张图' },
    period: 'month',
    points: 20,
    platformRisk: 'reward-for-sharing',
  },
} satisfies Record<string, Preset>
