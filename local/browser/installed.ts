import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge']

/**
 * The Chrome, Chromium or Edge of this machine: the one HUIWEI_CHROME names, else one in its usual place, else
 * one on PATH; null when there is none. Throws when HUIWEI_CHROME names something that cannot be run.
 */
export function installedBrowser(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const named = environment.HUIWEI_CHROME
  if (named) {
    if (!runs(named)) throw new Error(`HUIWEI_CHROME names ${named}, which is not a program that can be run`)
    return named
  }
  return [...usualPlaces(environment, platform), ...onPath(environment, platform)].find(runs) ?? null
}

function usualPlaces(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (platform === 'win32') {
    const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA]
    return roots.flatMap((root) =>
      root
        ? ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((end) =>
            path.win32.join(root, end),
          )
        : [],
    )
  }
  return []
}

function onPath(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') return []
  const folders = (environment.PATH ?? '').split(':').filter((folder) => folder !== '')
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
