import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import automator from 'miniprogram-automator'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import { freePort } from '../stage/loopback'
import { NotRun } from './not-run'

export interface ToolOptions {
  /** The command line of WeChat DevTools, or what stands in for it. */
  cli: string
  projectDir: string
  /** The openid to be logged in with; left out, whoever is. */
  account?: string
  /** How long the tool may take until the mini-program's first page is there. */
  patienceMs?: number
}

/** A project that is open in the tool, with its one simulator. */
export interface OpenedProject {
  /** What `automator.connect({ wsEndpoint })` takes. */
  endpoint: string
  /** Closes the project's window. Never rejects: whatever it fails with, the journeys are over. */
  close(): Promise<void>
}

const PATIENCE_MS = 120_000
const LOOK_EVERY_MS = 500
/** A tool that dies while it is asked leaves the question open. */
const LONGEST_LOOK_MS = 10_000
const quietly = { ref: false }
/** A tool that stands in is its own window: it ends when the window is closed. */
const CLOSING_MS = 10_000

/**
 * Opens a project for `miniprogram-automator`, as its `launch()` does. That one is deaf to what the tool says, waits
 * 15 seconds for a tool that has failed, and cannot start a `.bat` on the Node of today.
 * @throws NotRun with the tool's own words when it fails.
 */
export async function openInTool(options: ToolOptions): Promise<OpenedProject> {
  const port = await freePort()
  const tool = new Tool(options, port)
  const endpoint = `ws://127.0.0.1:${port}`
  try {
    await firstPage(tool, endpoint, options.patienceMs ?? PATIENCE_MS)
  } catch (error) {
    tool.kill()
    throw error
  }
  return {
    endpoint,
    close: async () => {
      await connected(endpoint, (miniProgram) => miniProgram.close()).catch(() => undefined)
      await tool.ends(CLOSING_MS)
    },
  }
}

/** Connects for as long as `work` takes. */
export async function connected<T>(
  endpoint: string,
  work: (miniProgram: MiniProgram) => Promise<T>,
): Promise<T> {
  const miniProgram = await automator.connect({ wsEndpoint: endpoint })
  try {
    return await work(miniProgram)
  } finally {
    miniProgram.disconnect()
  }
}

async function firstPage(tool: Tool, endpoint: string, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs
  for (;;) {
    const look = connected(endpoint, async (miniProgram) => (await miniProgram.currentPage())?.path)
    const open = await Promise.race([look.catch(() => undefined), sleep(LONGEST_LOOK_MS, undefined, quietly)])
    tool.mustNotHaveFailed()
    if (open) return
    if (performance.now() > until)
      throw new NotRun(
        `${tool.cli} opened no page of the project within ${patienceMs / 1000} s${tool.said()}`,
      )
    await sleep(LOOK_EVERY_MS)
  }
}

/** The tool's command, and what it says. */
class Tool {
  readonly cli: string
  private readonly process: ChildProcess
  private readonly ended: Promise<void>
  private failure: string | null = null
  private words = ''

  constructor({ cli, projectDir, account }: ToolOptions, port: number) {
    this.cli = cli
    const options = ['auto', '--project', projectDir, '--auto-port', String(port)]
    const all = [cli, ...options, ...(account === undefined ? [] : ['--auto-account', account])]
    // On Windows the tool is a .bat, which only a shell can run.
    const shell = /\.(bat|cmd)$/i.test(cli)
    const [command = '', ...args] = shell ? all.map((part) => `"${part}"`) : all
    // What it says becomes part of a sentence, which has no colours.
    const env = { ...process.env, FORCE_COLOR: '0' }
    this.process = spawn(command, args, { shell, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (chunk: Buffer) => (this.words += String(chunk)))
    this.ended = new Promise((resolve) => {
      this.process.on('error', (error) => {
        this.failure = `cannot be started (${error.message})`
        resolve()
      })
      // The DevTools' command ends well once the window is open.
      this.process.on('close', (code, signal) => {
        if (code !== 0) this.failure ??= `failed (${signal ?? `code ${code}`})`
        resolve()
      })
    })
  }

  /** @throws NotRun when it could not be started, or ended as a command that failed. */
  mustNotHaveFailed(): void {
    if (this.failure !== null) throw new NotRun(`${this.cli} ${this.failure}${this.said()}`)
  }

  /** Its first line so far that speaks of an error, else its first, as the end of a sentence. */
  said(): string {
    const lines = this.words.split('\n').flatMap((line) => line.trim() || [])
    const line = lines.find((text) => /error|错误|失败/i.test(text)) ?? lines[0]
    return line === undefined ? ', and said nothing' : `: ${line.replace(/\.$/, '')}`
  }

  kill(): void {
    this.process.kill('SIGTERM')
  }

  async ends(patienceMs: number): Promise<void> {
    const late = setTimeout(() => this.kill(), patienceMs)
    await this.ended
    clearTimeout(late)
  }
}
