import type { BillItem } from '../bill/bill'
import type { TaskRules } from '../programme/task-rules'
import type { BusinessDay } from '../time/business-day'

/** A dish that some task asks to be tried. */
export interface NewDish {
  sku: string
  name: string
}

/** The dishes that tasks ask for on a business day, each once: what a cashier may tick. */
export function newDishesOn({ list }: TaskRules, day: BusinessDay): NewDish[] {
  const asked = list.flatMap(({ goal }) =>
    goal.kind === 'new-dish' && goal.from <= day && day <= goal.until ? goal.dishes : [],
  )
  return asked.filter((dish, i) => asked.findIndex(({ sku }) => sku === dish.sku) === i)
}

/**
 * Which of them are in a bill: by the till system's word for it, by its name where an item has no such word, or because the
 * cashier has ticked it, as a bill keyed by hand lists no dishes.
 */
export function triedIn(
  { items, ticked }: { items: readonly BillItem[]; ticked: readonly string[] },
  dishes: readonly NewDish[],
): string[] {
  return dishes
    .filter(
      ({ sku, name }) =>
        ticked.includes(sku) ||
        items.some((item) => (item.sku === undefined ? item.name === name : item.sku === sku)),
    )
    .map(({ sku }) => sku)
}
