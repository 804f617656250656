import type { BundleParts } from './compile'

/** The script that boots a phone. `templates` is an expression and stays one. */
export function printBundle(parts: BundleParts, templates: string): string {
  const { modules, components, ...rest } = parts
  const line = (value: unknown) => JSON.stringify(value)
  return [
    'huiweiBoot({',
    ...Object.entries(rest).map(([name, value]) => `${name}: ${line(value)},`),
    'components: [',
    ...components.map((component) => `${line(component)},`),
    '],',
    'modules: {',
    ...Object.entries(modules).map(([path, module]) => `${line(path)}: ${line(module)},`),
    '},',
    `templates: ${templates.trim().replace(/;$/, '')},`,
    '})',
    '',
  ].join('\n')
}
