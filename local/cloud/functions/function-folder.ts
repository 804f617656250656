import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { functionMissing } from '../errors'
import { readTrigger, type Trigger } from '../timers/trigger'

/** A function as it would be deployed: one bundle, and what its `config.json` asks for. */
export interface FunctionFolder {
  name: string
  file: string
  /** `permissions.openapi`: the open APIs the function may call. */
  openApiPermissions: string[]
  /** `triggers`: the timer that calls the function. */
  trigger: Trigger | null
}

/** Reads `<functionsDir>/<name>`. Fails with FUNCTION_NOT_FOUND where there is no bundle. */
export function readFunctionFolder(functionsDir: string, name: string): FunctionFolder {
  const file = resolve(functionsDir, name, 'index.js')
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) throw functionMissing(name)
  return { name, file, ...readConfig(join(functionsDir, name, 'config.json')) }
}

/** All functions of a folder, in the order of their names. */
export function readFunctionFolders(functionsDir: string): FunctionFolder[] {
  return readdirSync(functionsDir)
    .filter((name) => existsSync(join(functionsDir, name, 'index.js')))
    .sort()
    .map((name) => readFunctionFolder(functionsDir, name))
}

/** A function without `config.json` may call no open API and has no timer. Throws with the file's name. */
function readConfig(file: string): Pick<FunctionFolder, 'openApiPermissions' | 'trigger'> {
  if (!existsSync(file)) return { openApiPermissions: [], trigger: null }
  const config = JSON.parse(readFileSync(file, 'utf8')) as {
    permissions?: { openapi?: unknown }
    triggers?: unknown
  }
  const permissions = config.permissions?.openapi ?? []
  if (!Array.isArray(permissions) || !permissions.every((name) => typeof name === 'string'))
    throw new Error(`${file}: permissions.openapi must be a list of API names`)
  try {
    return { openApiPermissions: permissions, trigger: readTrigger(config.triggers) }
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
