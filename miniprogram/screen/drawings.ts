/** The drawing that stands for a reward of a category; a photo will take its place where there is one. */
const byCategory: Record<string, string> = {
  drink: 'cup',
  side: 'egg',
  main: 'noodles',
  voucher: 'ticket',
  merchandise: 'painted-bowl',
  privilege: 'lantern',
}

export function drawingOf(category: string): string {
  return `/assets/drawings/${byCategory[category] ?? 'bowl'}.svg`
}
