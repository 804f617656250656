import { readFileSync } from 'node:fs'

/** [D] The platform's own examples for users of a mini-program; other expressions are refused by name. */
const values = [true, false, 'auth != null', 'resource.openid == auth.openid'] as const
type Value = (typeof values)[number]

const deeds = ['read', 'write'] as const
/** `write` is uploading, replacing and deleting; `read` is getting a link and downloading by the file's id. */
export type Deed = (typeof deeds)[number]

/** What users of the mini-program may do with the files of the whole environment. Functions may do everything. */
export type StorageRule = Record<Deed, Value>

/** [D] What holds until somebody sets a rule: everybody may read, only who uploaded a file may write. */
export const defaultStorageRule: StorageRule = { read: true, write: 'resource.openid == auth.openid' }

/** Reads a rule file, written as the console takes it. Throws with the file's name for one that is not understood. */
export function readStorageRule(file: string): StorageRule {
  const rule = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  for (const name of Object.keys(rule)) {
    if (!deeds.some((deed) => deed === name)) throw new Error(`${file}: the platform knows no "${name}"`)
  }
  for (const deed of deeds) {
    if (!values.some((value) => value === rule[deed]))
      throw new Error(`${file}: "${deed}" is nothing that the local cloud supports`)
  }
  return rule as StorageRule
}

/** @param owner who uploaded the file; null: a function did. Of a file to come it is the user. */
export function ruleAllows(rule: StorageRule, deed: Deed, owner: string | null, openid: string): boolean {
  const value = rule[deed]
  if (typeof value === 'boolean') return value
  return openid !== '' && (value === 'auth != null' || owner === openid)
}
