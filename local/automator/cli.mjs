#!/usr/bin/env node
// What miniprogram-automator's `launch({ cliPath, projectPath, port })` starts in place of the DevTools' `cli`:
// `cli.mjs auto --project DIR --auto-port N`. Opens the project on this machine, in a browser nobody sees.
const [, , ...given] = process.argv
const auto = given.indexOf('auto')
if (auto === -1) {
  console.error(`Of the DevTools' command line the preview supports "auto" only, not "${given[0] ?? ''}"`)
  process.exit(1)
}
process.argv.splice(2, given.length, 'auto', ...given.slice(0, auto), ...given.slice(auto + 1))
await import('../run.mjs')
