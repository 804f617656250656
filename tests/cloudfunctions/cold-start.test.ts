import { Buffer } from 'node:buffer'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { FunctionBundle } from '../../local/cloud/functions/function-bundle'

const built = path.resolve(__dirname, '../../dist/cloudfunctions')

it.each(readdirSync(built))('%s begins without taking memory before it needs any', (name) => {
  const bundle = FunctionBundle.of(path.join(built, name, 'index.js'))
  const taken = jest.spyOn(Buffer, 'alloc')
  try {
    bundle.start({ process, Date, console, setTimeout, setInterval }, {})
    expect(taken.mock.calls.filter(([bytes]) => bytes > 64 * 1024)).toEqual([])
    // Were it never called, nothing would be shown.
    expect(taken.mock.calls).not.toEqual([])
  } finally {
    taken.mockRestore()
  }
})
