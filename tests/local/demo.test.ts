import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')

it('npm run demo tells the main job in the terminal and ends', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/local/demo.js')], {
    env: { ...process.env, FORCE_COLOR: '0', HUIWEI_ROOT: root, TZ: 'UTC' },
    encoding: 'utf8',
    timeout: 50_000,
  })
  expect(stderr).toBe('')
  expect(stdout).toContain('入会礼 50 分')
  expect(stdout).toContain('更正这一单，¥56，本单 +56')
  expect(stdout).toContain('核销一杯酸梅汤')
  expect(status).toBe(0)
})
