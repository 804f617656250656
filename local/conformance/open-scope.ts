import { setTimeout as sleep } from 'node:timers/promises'
import type { SdkName } from './case'
import type { Scope, Table, TableName, Transaction } from './scope'
import { nodeTable } from './sdks/node-sdk'
import type { Sdks } from './sdks/open'
import { wxTable } from './sdks/wx-server-sdk'

export const tableNames: readonly TableName[] = ['plain', 'members', 'entries']

/** How many documents are added at the same time when seeding. */
const seedsAtOnce = 20

export const nameOf = (table: TableName): string => `conformance_${table}`

/** The line by which a waiting case tells for how many seconds. */
export const waitingLine = /^waiting (\d+) s$/

/** A scope that can be cleared away behind a case. */
export interface OpenScope extends Scope {
  /** Rolls back what the case started and left open. */
  endTransactions(): Promise<void>
}

/** The scope of one case, through one of the SDKs. */
export function openScope(sdk: SdkName, { node, wx }: Sdks): OpenScope {
  const started: Transaction[] = []
  const db = sdk === 'node-sdk' ? node : wx
  const tableOf: (name: string) => Table =
    sdk === 'node-sdk' ? (name) => nodeTable(node.collection(name)) : (name) => wxTable(wx.collection(name))
  return {
    sdk,
    node,
    wx,
    nameOf,
    table: (name) => tableOf(nameOf(name)),
    missing: tableOf('conformance_missing'),
    _: db.command,
    serverDate: (options) => db.serverDate(options),
    seed: async (name, documents) => {
      const table = tableOf(nameOf(name))
      for (let from = 0; from < documents.length; from += seedsAtOnce)
        await Promise.all(documents.slice(from, from + seedsAtOnce).map((document) => table.add(document)))
    },
    startTransaction: async () => {
      const transaction =
        sdk === 'node-sdk'
          ? transactionOf(await node.startTransaction(), nodeTable)
          : transactionOf(await wx.startTransaction(), wxTable)
      started.push(transaction)
      return transaction
    },
    endTransactions: async () => {
      // Most have ended, which is what a rollback is refused with.
      await Promise.all(started.map((transaction) => transaction.rollback().catch(() => {})))
    },
    runTransaction: (work) =>
      sdk === 'node-sdk'
        ? node.runTransaction((transaction) => work(transactionOf(transaction, nodeTable)))
        : wx.runTransaction((transaction) => work(transactionOf(transaction, wxTable))),
    wait: async (seconds) => {
      const until = Date.now() + seconds * 1000
      console.log(`waiting ${seconds} s`)
      while (Date.now() < until) await sleep(20)
    },
  }
}

interface OwnTransaction<Collection> {
  collection(name: string): Collection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

function transactionOf<Collection>(
  transaction: OwnTransaction<Collection>,
  tableOf: (collection: Collection) => Table,
): Transaction {
  return {
    table: (name) => tableOf(transaction.collection(nameOf(name))),
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
  }
}
