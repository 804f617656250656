import type { PreviewBundle } from '../../bundle'

export type Theme = 'light' | 'dark'

const dark = matchMedia('(prefers-color-scheme: dark)')
let variables: PreviewBundle['theme'] = { light: {}, dark: {} }

export const currentTheme = (): Theme => (dark.matches ? 'dark' : 'light')

export function useTheme(theme: PreviewBundle['theme']): void {
  variables = theme
}

/**
 * A value from `app.json` or a page's JSON; `@name` is looked up in `theme.json` for the present theme.
 * @throws when the theme has no such variable.
 */
export function themed(value: string | undefined): string | undefined {
  if (value === undefined || !value.startsWith('@')) return value
  const found = variables[currentTheme()][value.slice(1)]
  if (found === undefined) throw new Error(`theme.json has no ${currentTheme()} value for ${value}`)
  return found
}

/** Live: the browser's colour scheme is the phone's. Returns how to stop listening. */
export function onThemeChange(listener: (theme: Theme) => void): () => void {
  const heard = () => listener(currentTheme())
  dark.addEventListener('change', heard)
  return () => dark.removeEventListener('change', heard)
}
