import { updateFailed } from '../../errors'
import { isDocument, show, type Document, type Value } from '../values'

/** Where a path ends in a document. */
export interface Place {
  read(): Value | undefined
  write(value: Value): void
  remove(): void
}

/** Walks to the field a path names. Creates the objects on the way if `create`, else gives null. */
export function locate(document: Document, path: string, create: boolean): Place | null {
  const steps = path.split('.')
  const last = steps.pop() ?? path
  let holder: Value = document
  let holderName = ''
  for (const [i, step] of steps.entries()) {
    const place: Place | null = child(holder, holderName, step, create)
    if (!place) return null
    let next: Value | undefined = place.read()
    if (next === undefined) {
      if (!create) return null
      next = {}
      place.write(next)
    }
    if (!isDocument(next) && !Array.isArray(next)) {
      if (!create) return null
      throw updateFailed(`Cannot create field '${steps[i + 1] ?? last}' in element {${step}: ${show(next)}}`)
    }
    holder = next
    holderName = step
  }
  return child(holder, holderName, last, create)
}

function child(holder: Value, holderName: string, step: string, create: boolean): Place | null {
  if (Array.isArray(holder)) {
    if (!/^\d+$/.test(step)) {
      if (!create) return null
      throw updateFailed(`Cannot create field '${step}' in element {${holderName}: ${show(holder)}}`)
    }
    const index = Number(step)
    return {
      read: () => holder[index],
      write: (value) => {
        while (holder.length < index) holder.push(null)
        holder[index] = value
      },
      remove: () => {
        holder[index] = null
      },
    }
  }
  if (!isDocument(holder)) return null
  return {
    read: () => (Object.hasOwn(holder, step) ? holder[step] : undefined),
    write: (value) => {
      Object.defineProperty(holder, step, { value, writable: true, enumerable: true, configurable: true })
    },
    remove: () => {
      delete holder[step]
    },
  }
}
