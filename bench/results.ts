import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Machine, Version } from './machine'
import type { Cell, Outcome, Table } from './scenario'

/** One scenario's figures as they are kept: `<date>-<scenario>.json`. */
export interface Result extends Outcome, Version {
  scenario: string
  question: string
  /** UTC. */
  takenAt: string
  seconds: number
  machine: Machine
  /** Programs that wanted a core, before and after. */
  load: { before: number; after: number }
}

export function keep(folder: string, result: Result): void {
  mkdirSync(folder, { recursive: true })
  const name = `${result.takenAt.slice(0, 10)}-${result.scenario}.json`
  writeFileSync(path.join(folder, name), `${JSON.stringify(result, null, 2)}\n`)
}

/** Writes README.md anew from the newest result of each scenario, in the given order. */
export function writeSummary(folder: string, scenarios: readonly string[]): void {
  const newest = scenarios.flatMap((name) => {
    const [last] = readdirSync(folder)
      .filter((file) => /^\d{4}-\d{2}-\d{2}-(.*)\.json$/.exec(file)?.[1] === name)
      .sort()
      .reverse()
    return last === undefined ? [] : [JSON.parse(readFileSync(path.join(folder, last), 'utf8')) as Result]
  })
  const text = [
    '# Benchmark results',
    'Written by `npm run bench` from the newest result of each scenario; how to read them: [bench](../README.md).',
    ...newest.map(section),
  ]
  writeFileSync(path.join(folder, 'README.md'), `${text.join('\n\n')}\n`)
}

export function section(result: Result): string {
  const { machine, load, setting, commit, dirty } = result
  return [
    `## ${result.scenario}`,
    result.question,
    [
      `Taken ${result.takenAt.slice(0, 16).replace('T', ' ')} UTC in ${result.seconds} s,`,
      `commit ${commit}${dirty ? ' and changes' : ''}, ${machine.cpu}, ${machine.cores} cores,`,
      `${machine.memoryGb} GB, Node ${machine.node}, load ${load.before} before and ${load.after} after.`,
      `Transport: ${setting.transport}. Durability: ${setting.durability}. Concurrency: ${setting.concurrency}.`,
    ].join(' '),
    ...result.tables.map(markdownTable),
    result.claims.map(({ says, holds }) => `- ${holds ? 'holds' : '**BROKEN**'}: ${says}`).join('\n'),
    ...result.notes,
  ].join('\n\n')
}

function markdownTable({ title, columns, rows }: Table): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.map(shown).join(' | ')} |`
  return [`**${title}**\n`, line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

function shown(cell: Cell): string {
  if (cell === null) return '–'
  return typeof cell === 'number' ? cell.toLocaleString('en') : cell.replaceAll('|', '\\|')
}
