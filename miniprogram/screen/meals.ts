import type { Value } from '../../contract'
import { eatenLine, mealLine, paysLine, reviewWords } from '../copy/reviews'

/** A meal to write about, as templates show it. */
export interface ShownMeal {
  billId: string
  line: string
  eaten: string
  pays: string
  writeLabel: string
}

export const noMeal: ShownMeal = { billId: '', line: '', eaten: '', pays: '', writeLabel: '' }

export function shownMeals({ meals, reviewing, brand }: Value<'tasks', 'list'>, now: number): ShownMeal[] {
  return meals.map((meal) => {
    const line = mealLine(meal)
    return {
      billId: meal.billId,
      line,
      eaten: eatenLine(meal, now),
      pays: paysLine(meal, reviewing.points, brand.pointsName, now),
      writeLabel: `${reviewWords.write} ${line}`,
    }
  })
}
