import { statSync } from 'node:fs'
import path from 'node:path'
import type { AppConfig, PreviewBundle, SourcePath, TabItem } from '../bundle'
import { readJson } from './json-file'
import { notSupported, type Problem } from './problems'
import type { SourceTree } from './source-tree'

/** `app.json` as it is written; only what the preview reads. */
interface AppJson {
  pages?: SourcePath[]
  entryPagePath?: SourcePath
  subpackages?: Subpackage[]
  subPackages?: Subpackage[]
  window?: AppConfig['window']
  tabBar?: NonNullable<AppConfig['tabBar']> & { custom?: boolean }
  usingComponents?: Record<string, string>
  themeLocation?: string
}

interface Subpackage {
  root: string
  pages: SourcePath[]
  independent?: boolean
}

export interface App {
  config: AppConfig
  theme: PreviewBundle['theme']
  /** Main package first, then subpackages with their root. */
  pages: SourcePath[]
  /** The folders of the subpackages. */
  roots: string[]
  usingComponents: Record<string, string>
}

/** Parts of app.json whose absence from the preview would change what a diner sees. */
const REFUSED = [
  'plugins',
  'workers',
  'functionalPages',
  'singlePage',
  'renderer',
  'appBar',
  'useExtendedLib',
]
const TAB_ICON_BYTES = 40 * 1024

/** Reads app.json and theme.json; null when there is nothing to run. */
export function readApp(tree: SourceTree, problems: Problem[]): App | null {
  const file = 'app.json'
  const json = readJson(tree, file, problems) as (AppJson & Record<string, unknown>) | null
  if (!json) return null
  const refuse = (message: string) => problems.push({ file, message })
  for (const key of REFUSED) if (json[key] !== undefined) refuse(notSupported(`"${key}"`))
  if (json.tabBar?.custom) refuse(notSupported('a custom tabBar'))
  if (!json.pages?.length) {
    refuse('"pages" names no page')
    return null
  }
  const subpackages = json.subpackages ?? json.subPackages ?? []
  if (subpackages.some(({ independent }) => independent)) refuse(notSupported('an independent subpackage'))
  const pages = [
    ...json.pages,
    ...subpackages.flatMap(({ root, pages }) => pages.map((page) => path.posix.join(root, page))),
  ]
  const theme = readTheme(tree, json.themeLocation, problems)
  if (json.tabBar) checkTabs(tree, json.tabBar.list, json.pages, theme, refuse)
  missingInTheme([json.window, json.tabBar], theme).forEach(refuse)
  if (json.entryPagePath && !pages.includes(json.entryPagePath)) {
    refuse(`entryPagePath "${json.entryPagePath}" is no page`)
  }
  return {
    config: {
      pages: json.pages,
      ...(json.entryPagePath && { entryPagePath: json.entryPagePath }),
      ...(json.window && { window: json.window }),
      ...(json.tabBar && { tabBar: json.tabBar }),
    },
    theme,
    pages,
    roots: subpackages.map(({ root }) => root.replace(/^\/|\/$/g, '')),
    usingComponents: json.usingComponents ?? {},
  }
}

function readTheme(
  tree: SourceTree,
  location: string | undefined,
  problems: Problem[],
): PreviewBundle['theme'] {
  if (!location) return { light: {}, dark: {} }
  const json = readJson(tree, path.posix.normalize(location.replace(/^\//, '')), problems)
  return { light: {}, dark: {}, ...(json as Partial<PreviewBundle['theme']> | null) }
}

/** What to say of `@name` values anywhere in a part of app.json or a page's JSON that the theme does not have. */
export function missingInTheme(json: unknown, { light, dark }: PreviewBundle['theme']): string[] {
  const names = themeNames(json).filter((name) => !(name in light && name in dark))
  return names.map((name) => `"@${name}" is not in the theme, light and dark`)
}

function themeNames(json: unknown): string[] {
  if (typeof json === 'string') return json.startsWith('@') ? [json.slice(1)] : []
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(themeNames) : []
}

function checkTabs(
  tree: SourceTree,
  tabs: TabItem[],
  pages: SourcePath[],
  { light, dark }: PreviewBundle['theme'],
  refuse: (message: string) => void,
): void {
  if (tabs.length < 2 || tabs.length > 5) refuse(`tabBar has ${tabs.length} tabs: WeChat allows 2 to 5`)
  for (const { pagePath, text, iconPath, selectedIconPath } of tabs) {
    if (!pages.includes(pagePath)) refuse(`tab "${text}": ${pagePath} is no page of the main package`)
    const named = [iconPath, selectedIconPath].filter((icon) => icon !== undefined)
    const icons = named.flatMap((icon) =>
      icon.startsWith('@') ? [light[icon.slice(1)], dark[icon.slice(1)]] : [icon],
    )
    for (const icon of icons) if (icon !== undefined) checkTabIcon(tree, text, icon, refuse)
  }
}

function checkTabIcon(tree: SourceTree, tab: string, icon: string, refuse: (message: string) => void): void {
  const file = tree.fileOf(icon.replace(/^\//, ''))
  if (!file || !tree.cache.exists(file)) return refuse(`tab "${tab}": there is no icon ${icon}`)
  if (!/\.(png|jpe?g)$/.test(icon)) refuse(`tab "${tab}": icon ${icon} is no PNG or JPEG, as WeChat demands`)
  if (statSync(file).size > TAB_ICON_BYTES) refuse(`tab "${tab}": icon ${icon} is over WeChat's 40 KB`)
}
