import { watch } from 'chokidar'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { findAsset, type Asset } from './assets'
import { Compiler } from './compile/compile'
import type { Checked, Problem } from './compile/problems'
import { readIcon } from './icons'
import { buildRuntime } from './runtime-script'

export type { Problem } from './compile/problems'

/** Folders are absolute. */
export interface PreviewBuildOptions {
  miniprogramDir: string
  /** Where npm packages for mini-programs and `tdesign-icons-svg` are installed. */
  nodeModulesDir: string
  /** The browser runtime's source: `local/preview/runtime`. */
  runtimeDir: string
  /** Build again when a file of the mini-program or the runtime changes. */
  watch: boolean
}

/** A mini-program compiled for the browser, kept up to date while it is edited. */
export interface PreviewBuild {
  /** What a phone loads second, `huiweiBoot({…})`: the last build without problems; before there was one, the last. */
  script(): string
  /** What a phone loads first: the runtime, which defines `huiweiBoot`. */
  runtimeScript(): string
  /** What is wrong with the sources as they are now. */
  problems(): Problem[]
  /** An image or font below the mini-program's folder, by its path there; null when there is none to give. */
  asset(path: string): Promise<Asset | null>
  /** A TDesign icon's SVG by its name; null when there is none. */
  icon(name: string): string | null
  /** Hears of every build after the first; answers how to stop listening. */
  onRebuilt(listener: (problems: Problem[]) => void): () => void
  close(): Promise<void>
}

const NOTHING_BUILT = `throw new Error('The mini-program could not be compiled: its problems are named on the stage.')\n`

/**
 * Edits that come together, as an editor's save of several files, make one build. Longer than the 50 ms in which
 * chokidar keeps quiet about a second change of the same file: that change, too, is there when the build begins.
 */
const SETTLE_MS = 80

/** Compiles the mini-program and the runtime once, then whenever they change if `watch` is set. Never throws for a mistake in them. */
export async function openPreviewBuild(options: PreviewBuildOptions): Promise<PreviewBuild> {
  let compiler = new Compiler(options)
  const listeners = new Set<(problems: Problem[]) => void>()
  let runtime = buildRuntime(options.runtimeDir)
  const besideRuntime = (runtime.value?.files ?? []).filter(
    (file) => !file.startsWith(options.runtimeDir + path.sep),
  )
  let deaf: Problem[] = []
  let app = compile()
  let served = NOTHING_BUILT
  let servesGoodBuild = false
  serve()

  /** Until a build is good, the best there is: pages without a mistake can be looked at. */
  function serve(): void {
    const good = app.problems.length === 0
    if (app.value === null || (servesGoodBuild && !good)) return
    served = app.value
    servesGoodBuild = good
  }

  function compile(): Checked<string | null> {
    try {
      return compiler.compile()
    } catch (error) {
      // A file that went while it was read, or sources no compiler thought of. What it kept is worth nothing now.
      compiler = new Compiler(options)
      return {
        value: null,
        problems: [{ file: 'app.json', message: `The compiler failed: ${String(error)}` }],
      }
    }
  }

  function rebuild(changed: ReadonlySet<string>): void {
    if (
      [...changed].some(
        (file) => file.startsWith(options.runtimeDir + path.sep) || besideRuntime.includes(file),
      )
    ) {
      const next = buildRuntime(options.runtimeDir)
      runtime = { problems: next.problems, value: next.value ?? runtime.value }
    }
    app = compile()
    serve()
    tell()
  }

  function problems(): Problem[] {
    return [...runtime.problems, ...app.problems, ...deaf]
  }

  function tell(): void {
    listeners.forEach((listener) => listener(problems()))
  }

  function stopHearing(error: unknown): void {
    deaf = [{ file: 'app.json', message: `Edits may not be heard until the next start: ${String(error)}` }]
    tell()
  }

  const stopWatching = options.watch
    ? await watchFiles([options.miniprogramDir, options.runtimeDir, ...besideRuntime], rebuild, stopHearing)
    : null

  return {
    script: () => served,
    runtimeScript: () => runtime.value?.text ?? '',
    problems,
    async asset(name) {
      const asset = findAsset(compiler.tree, name)
      return asset && { type: asset.type, body: await readFile(asset.file) }
    },
    icon: (name) => readIcon(options.nodeModulesDir, name),
    onRebuilt(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      await stopWatching?.()
    },
  }
}

/** Answers how to stop. */
async function watchFiles(
  files: string[],
  onChange: (changed: Set<string>) => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(files, { ignoreInitial: true })
  watcher.on('error', onError)
  watcher.on('all', (_event, file) => {
    changed.add(file)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const together = changed
      changed = new Set()
      onChange(together)
    }, SETTLE_MS)
  })
  await new Promise<void>((ready) => watcher.once('ready', ready))
  return () => {
    clearTimeout(timer)
    return watcher.close()
  }
}
