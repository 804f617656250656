import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { LocalCloud } from '../../local/cloud/local-cloud'

/** Passes a request on from within a call, as the local cloud wants to be asked. */
const relay = `
  const http = require('http')
  exports.main = ({ body }) => new Promise((resolve, reject) => {
    const { URL } = JSON.parse(process.env.TCB_CONTEXT_CNFG)
    const options = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const request = http.request(URL + '?seqId=' + process.env.TCB_SEQID + '_1', options, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString()))
    })
    request.on('error', reject)
    request.write(body)
    request.end()
  })`

const variables = ['TCB_CONTEXT_CNFG', 'TENCENTCLOUD_RUNENV', 'TENCENTCLOUD_REGION', 'SCF_NAMESPACE'] as const

/** Where the SDKs of this process, given a key pair, find a local cloud in place of Tencent's. */
export interface OutsideDoor {
  /** What was asked, and with whose key. */
  readonly seen: { url: string; authorization: string }[]
  close(): Promise<void>
}

/** Puts the function into a folder of functions that the door needs. */
export function addRelay(functionsDir: string): void {
  mkdirSync(path.join(functionsDir, 'relay'))
  writeFileSync(path.join(functionsDir, 'relay', 'index.js'), relay)
}

/** Lets a local cloud with a relay be asked from outside, as a real environment is. */
export async function openToOutside(cloud: LocalCloud): Promise<OutsideDoor> {
  const seen: OutsideDoor['seen'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '' })
      const body = Buffer.concat(chunks).toString('utf8')
      void cloud.invoke('relay', { body }, { openid: 'o' }).then((reply) => response.end(String(reply)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`
  const values = [JSON.stringify({ URL }), 'SCF', 'ap-shanghai', 'not-this-one']
  for (const [i, name] of variables.entries()) process.env[name] = values[i]
  return {
    seen,
    close: async () => {
      for (const name of variables) delete process.env[name]
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
