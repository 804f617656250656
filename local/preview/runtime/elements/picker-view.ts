import type { ElementKind, Host } from './element'

const ROW = 34

const columnsOf = (node: Element): HTMLElement[] => [
  ...node.querySelectorAll<HTMLElement>('wx-picker-view-column'),
]

const rowHeight = (column: HTMLElement) =>
  (column.firstElementChild as HTMLElement | null)?.offsetHeight || ROW

const chosen = (column: HTMLElement) => Math.round(column.scrollTop / rowHeight(column))

function turnTo(host: Host): void {
  const value = host.raw('value')
  if (!Array.isArray(value)) return
  requestAnimationFrame(() =>
    columnsOf(host.node).forEach((column, index) => {
      column.scrollTop = Number(value[index] ?? 0) * rowHeight(column)
    }),
  )
}

/** Wheels that stand in the page. They say `change` when they come to rest. */
export const pickerViews: ElementKind[] = [
  {
    name: 'picker-view',
    properties: {
      value: { type: null, value: [] },
      indicatorStyle: null,
      indicatorClass: null,
      maskStyle: null,
      maskClass: null,
      immediateChange: null,
    },
    create: (host) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      return {
        changed: { value: () => turnTo(host) },
        attached: () => {
          turnTo(host)
          const rested = () => {
            const value = columnsOf(host.node).map(chosen)
            if (JSON.stringify(value) !== JSON.stringify(host.raw('value'))) host.fire('change', { value })
          }
          host.node.addEventListener(
            'scroll',
            () => {
              clearTimeout(timer)
              timer = setTimeout(rested, 120)
            },
            true,
          )
        },
        detached: () => clearTimeout(timer),
      }
    },
  },
  { name: 'picker-view-column' },
]
