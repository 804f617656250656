import type { CompiledComponent, CompiledModule, SourcePath } from '../bundle'
import type { Problem } from './problems'

interface Use {
  by: SourcePath
  of: SourcePath
  /** The file the use is written in. */
  file: string
}

/**
 * What a phone refuses because the other package may not be there yet: a subpackage may use the main package,
 * the main package no subpackage, and no subpackage another.
 */
export function forbiddenUses(
  roots: string[],
  components: CompiledComponent[],
  modules: Record<SourcePath, CompiledModule>,
): Problem[] {
  const packageOf = (path: SourcePath) => roots.find((root) => path.startsWith(`${root}/`)) ?? null
  const uses: Use[] = [
    ...components.flatMap(({ path, json }) =>
      Object.entries(json.usingComponents)
        .filter(([name]) => !(name in ((json['componentPlaceholder'] as object | undefined) ?? {})))
        .map(([, of]) => ({ by: path, of: of.slice(1), file: `${path}.json` })),
    ),
    ...Object.entries(modules).flatMap(([path, { requires }]) =>
      Object.values(requires).map((of) => ({ by: path, of, file: `${path}.ts` })),
    ),
  ]
  return uses
    .filter(({ by, of }) => packageOf(of) !== null && packageOf(of) !== packageOf(by))
    .map(({ of, file }) => ({ file, message: `${of} is in a subpackage that may not be loaded here` }))
}
