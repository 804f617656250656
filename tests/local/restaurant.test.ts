import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import limits from '../../cloudfunctions/limits.json'
import { InProcessInstances } from '../../local/cloud/functions/in-process-instances'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import { openDemoCloud } from '../../local/restaurant'

let dataDir: string
let cloud: LocalCloud
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'huiwei-demo-cloud-'))
  cloud = await openDemoCloud(dataDir, { instances: 'in-process' })
})
afterAll(async () => {
  await cloud.close()
  rmSync(dataDir, { recursive: true })
})

it.each(Object.entries(limits))(
  '%s is given the time and memory here that it is deployed with (cloudfunctions/limits.json)',
  async (name, own) => {
    const run = jest.spyOn(InProcessInstances.prototype, 'run').mockResolvedValue('null')
    await cloud.invoke(name, {}, { timer: name })
    expect(run.mock.lastCall?.[0]).toMatchObject({ limits: own })
    run.mockRestore()
  },
)
