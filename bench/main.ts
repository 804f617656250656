import path from 'node:path'
import { commandLine, repository, tellFailure, UsageError } from '../local/options'
import { load, thisMachine, thisVersion } from './machine'
import { progressTo } from './progress'
import { keep, section, writeSummary, type Result } from './results'
import type { Scale, Scenario } from './scenario'
import { scenarios } from './scenarios'

const HELP = `npm run bench -- [NAME…] [--quick]
  NAME     ${scenarios.map(({ name }) => name).join(', ')} (default: all)
  --quick  small sizes, to see that all is well; keeps no results`

async function main(): Promise<void> {
  const { values, positionals } = commandLine({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  })
  if (values.help) return console.log(HELP)
  const scale: Scale = values.quick ? 'quick' : 'full'
  const results = path.join(repository(), 'bench', 'results')
  const broken: string[] = []
  for (const scenario of chosen(positionals)) {
    console.error(`\n${scenario.name}`)
    const result = await take(scenario, scale)
    console.log(`\n${section(result)}`)
    broken.push(...result.claims.filter(({ holds }) => !holds).map(({ says }) => `${scenario.name}: ${says}`))
    if (scale !== 'full') continue
    keep(results, result)
    writeSummary(
      results,
      scenarios.map(({ name }) => name),
    )
  }
  if (broken.length === 0) return
  process.exitCode = 1
  console.error(`\nBROKEN\n${broken.join('\n')}`)
}

function chosen(names: string[]): Scenario[] {
  if (names.length === 0) return scenarios
  return names.map((wanted) => {
    const found = scenarios.find(({ name }) => name === wanted)
    if (!found) throw new UsageError(`there is no scenario ${wanted}`)
    return found
  })
}

async function take({ name, question, run }: Scenario, scale: Scale): Promise<Result> {
  const startedAt = performance.now()
  const [takenAt, version, before] = [new Date().toISOString(), thisVersion(), load()]
  const outcome = await run(scale, progressTo(process.stderr))
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  return {
    scenario: name,
    question,
    takenAt,
    seconds,
    ...version,
    machine: thisMachine(),
    load: { before, after: load() },
    ...outcome,
  }
}

// Ended in the middle, the temporary folders still go: they may hold gigabytes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

main().catch((error: unknown) => tellFailure(error, HELP))
