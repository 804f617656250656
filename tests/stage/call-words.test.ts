import { lineOf } from '../../local/stage/call-line'
import { actionWords } from '../../local/stage/call-words'
import { openCostsCloud, World, riverside, MANAGER } from '../../local/costs/world'
import { DemoPhone } from '../../local/demo/phone'
import { aCall, asked } from './a-call'

const file = (action: string) => ({ ...asked(''), action })

describe('what a function asks of the file storage', () => {
  it('is said in words, as what it asks of the database is', () => {
    const requests = [
      file('storage.getUploadMetadata'),
      file('storage PUT'),
      file('storage.batchGetDownloadUrl'),
      file('storage.batchDeleteFile'),
    ]
    const line = lineOf(aCall({ requests }), 1, '定时')
    expect(line.requests.map(({ what }) => what)).toEqual(['准备存文件', '存文件', '取文件链接', '删文件'])
  })

  it('has a word for everything that the functions which use files ask', async () => {
    const cloud = await openCostsCloud()
    try {
      const [world, manager] = [new World(cloud), new DemoPhone(cloud, MANAGER)]
      await manager.must('attribution', 'code', { placementId: null })
      const submissionId = await world.handedIn(await world.member())
      await manager.must('submissions', 'waiting', riverside)
      const word = { ...riverside, submissionId, verdict: { approved: true as const } }
      await manager.must('submissions', 'decide', word)
      cloud.clock.advance(31 * 86_400_000)
      await cloud.invoke('forget-old-photos', {}, { timer: 'forget-old-photos' })
      const actions = cloud.calls.all.flatMap(({ requests }) => requests.map(({ action }) => action))
      const ofFiles = new Set(actions.filter((action) => action.startsWith('storage')))
      expect([...ofFiles].filter((action) => !Object.hasOwn(actionWords, action))).toEqual([])
      expect(ofFiles.size).toBe(4)
    } finally {
      await cloud.close()
    }
  })
})
