import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { functionMissing } from '../errors'

/** A function as it would be deployed: one bundle, and what its `config.json` asks for. */
export interface FunctionFolder {
  name: string
  file: string
  /** `permissions.openapi`: the open APIs the function may call. */
  openApiPermissions: string[]
}

/** Reads `<functionsDir>/<name>`. Fails with FUNCTION_NOT_FOUND where there is no bundle. */
export function readFunctionFolder(functionsDir: string, name: string): FunctionFolder {
  const file = resolve(functionsDir, name, 'index.js')
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) throw functionMissing(name)
  return { name, file, openApiPermissions: readPermissions(join(functionsDir, name, 'config.json')) }
}

function readPermissions(file: string): string[] {
  if (!existsSync(file)) return []
  const config = JSON.parse(readFileSync(file, 'utf8')) as { permissions?: { openapi?: unknown } }
  const permissions = config.permissions?.openapi ?? []
  if (!Array.isArray(permissions) || !permissions.every((name) => typeof name === 'string'))
    throw new Error(`${file}: permissions.openapi must be a list of API names`)
  return permissions
}
