import { limits } from '../limits'
import type { Sort } from './sort'
import { isDocument, type Document } from './values'

/** Queries that no index narrowed or put in order: fine on a laptop, slow on the platform. */
export class FullScans {
  private readonly names = new Set<string>()
  private total = 0

  /** How many such queries ran. */
  get count(): number {
    return this.total
  }

  /** Their shapes, each once, up to a limit: collection, fields with operators, order. */
  get queries(): readonly string[] {
    return [...this.names]
  }

  clear(): void {
    this.names.clear()
    this.total = 0
  }

  add(collection: string, query: Document, sort: Sort): void {
    this.total += 1
    // Paths may hold data (`claims.<key>`), so that a long run has shapes without end.
    if (this.names.size >= limits.fullScanShapes) return
    const order = sort.map(([field, direction]) => `${field} ${direction === 1 ? 'asc' : 'desc'}`)
    this.names.add(
      [collection, `(${shape(query)})`, ...(order.length > 0 ? [`order by ${order.join(', ')}`] : [])].join(
        ' ',
      ),
    )
  }
}

function shape(query: Document): string {
  const parts = Object.entries(query).map(([name, operand]) => {
    if (Array.isArray(operand))
      return `${name}[${operand.map((part) => (isDocument(part) ? shape(part) : '')).join('; ')}]`
    return isDocument(operand) ? `${name} ${Object.keys(operand).join(' ')}` : name
  })
  return parts.join(', ')
}
