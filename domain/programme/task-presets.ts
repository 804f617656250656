import type * as z from 'zod'
import type { task } from './task-rules'

type Preset = z.input<typeof task>

/** Tasks as the trade sets them up; a programme takes those it wants, with its own numbers (requirements F54–F56). */
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
} satisfies Record<string, Preset>
