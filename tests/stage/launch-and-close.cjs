// What somebody with miniprogram-automator does: opens a project, looks, closes it. Prints what it saw.
const automator = require('miniprogram-automator')

const [cliPath, projectPath, port] = process.argv.slice(2)

async function look() {
  const miniProgram = await automator.launch({ cliPath, projectPath, port: Number(port), timeout: 150_000 })
  const page = await miniProgram.currentPage()
  const points = await (await page.$('.points')).text()
  const picture = await miniProgram.screenshot()
  await miniProgram.close()
  console.log(JSON.stringify({ path: page.path, points, picture: picture.slice(0, 8) }))
}

look().then(
  () => process.exit(0),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
