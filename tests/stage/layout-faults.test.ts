import type { Browser, Page } from 'playwright-core'
import { launchTestBrowser } from '../support/test-browser'
import { inPageScript } from '../journeys/support/in-page-script'
import { layoutFaults, type Allowed } from '../journeys/support/layout-faults'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchTestBrowser()
  page = await browser.newPage({ viewport: { width: 375, height: 600 } })
})
afterAll(() => browser.close())

/** The faults of a page with this in its body, as `rule: where what`. */
async function faultsOf(body: string, allowed: Allowed = {}): Promise<string[]> {
  await page.setContent(
    `<body style="margin:0; font:16px/24px sans-serif; background:#fff; color:#222">${body}</body>`,
  )
  await page.evaluate(inPageScript())
  return (await layoutFaults(page, allowed)).map(({ rule, where, what }) => `${rule}: ${where} ${what}`)
}

it('a page without faults has none', async () => {
  const body = `
    <h1>会员卡</h1>
    <p style="color:#595959">1,280 分</p>
    <button style="height:48px; width:200px; background:#c63f15; color:#fff; border:0">加入会员</button>
    <label style="display:block">姓名 <input style="height:48px; width:200px"></label>
    <div role="button" data-hears-tap aria-label="会员码" style="width:60px; height:60px"></div>
    <div style="overflow-x:auto; white-space:nowrap">${'很长的一行，可以横着滚动'.repeat(9)}</div>
    <div style="overflow:hidden; width:375px"><div style="width:900px"><p style="width:375px">第一张</p></div></div>`
  expect(await faultsOf(body)).toEqual([])
})

describe('what sticks out of the screen is a fault', () => {
  it('to the right', async () => {
    expect(await faultsOf('<div class="wide" style="width:400px">宽</div>')).toEqual([
      'overflow: div.wide "宽" reaches from 0 to 400 on a screen of 375',
    ])
  })

  it('to the left', async () => {
    expect(await faultsOf('<p style="margin-left:-20px">左</p>')).toEqual([
      expect.stringMatching(/^overflow: p "左" reaches from -20 to 375/),
    ])
  })

  it('even when the page hides it', async () => {
    const body = '<div style="height:600px; overflow:hidden"><p style="width:420px">宽</p></div>'
    expect(await faultsOf(body)).toEqual([expect.stringContaining('overflow: p "宽"')])
  })
})

describe('text that is cut off is a fault', () => {
  const long = '一句比盒子长得多的话，后面的字看不见了'
  it.each([
    ['at the side', 'width:100px; overflow:hidden; white-space:nowrap'],
    ['with an ellipsis', 'width:100px; overflow:hidden; white-space:nowrap; text-overflow:ellipsis'],
    ['below', 'width:100px; height:30px; overflow:hidden'],
    [
      'by a line clamp',
      'width:100px; display:-webkit-box; -webkit-box-orient:vertical; -webkit-line-clamp:1; overflow:hidden',
    ],
  ])('%s', async (_how, style) => {
    const body = `<p class="short" style="${style}">${long}</p>`
    expect(await faultsOf(body)).toEqual([
      expect.stringMatching(/^cut-text: p\.short .* is cut off by p\.short/),
    ])
    expect(await faultsOf(body, { 'cut-text': '.short' })).toEqual([])
  })

  it('by a box around it', async () => {
    const body = `<div class="box" style="width:100px; overflow:hidden"><p style="white-space:nowrap">${long}</p></div>`
    expect(await faultsOf(body)).toEqual([expect.stringMatching(/^cut-text: p .* is cut off by div\.box/)])
  })
})

describe('a target under 88 rpx is a fault', () => {
  it.each([
    ['a low button', '<button style="width:200px; height:30px">好</button>'],
    ['a narrow one', '<button style="width:30px; height:60px; padding:0">好</button>'],
    ['a low field', '<input aria-label="姓名" style="height:24px; width:200px">'],
    ['a small switch', '<div role="switch" aria-label="提醒" style="width:40px; height:24px"></div>'],
    [
      'anything that hears taps',
      '<div data-hears-tap role="link" style="width:90px; height:20px">规则</div>',
    ],
  ])('%s', async (_what, body) => {
    expect(await faultsOf(body)).toEqual([
      expect.stringMatching(/^touch-target: .* less than 44 \(88 rpx\)$/),
    ])
  })

  it('but not a small part of a large one', async () => {
    const body = `<div role="button" style="width:200px; height:60px">
      <div role="button" style="width:20px; height:20px">好</div></div>`
    expect(await faultsOf(body)).toEqual([])
  })

  it('on a narrow screen 88 rpx are less', async () => {
    const body = '<button style="width:200px; height:40px">好</button>'
    await page.setViewportSize({ width: 320, height: 600 })
    const narrow = await faultsOf(body)
    await page.setViewportSize({ width: 375, height: 600 })
    expect(narrow).toEqual([])
    expect(await faultsOf(body)).toHaveLength(1)
  })
})

describe('text too faint for what is behind it is a fault', () => {
  it.each([
    ['on the page', '<p style="color:#999">浅</p>', '2.85, less than 4.5'],
    [
      'on its own card',
      '<div style="background:#333"><p style="color:#666">浅</p></div>',
      '2.20, less than 4.5',
    ],
    ['through its own opacity', '<p style="opacity:.4">浅</p>', 'less than 4.5'],
    [
      'on half-transparent layers, composited',
      '<div style="background:#000"><div style="background:rgb(255 255 255 / 50%)"><p>浅</p></div></div>',
      'less than 4.5',
    ],
    [
      "on a gradient's worst stop",
      '<p style="background:linear-gradient(#fff, #777)">浅</p>',
      'less than 4.5',
    ],
    ['even when large', '<p style="font-size:30px; color:#aaa">浅</p>', '2.32, less than 3'],
    [
      'on what lies behind it without being around it',
      `<div style="position:relative; height:60px">
        <div style="position:absolute; inset:0; background:#555"></div>
        <p style="position:absolute; margin:0; color:#444">浅</p></div>`,
      'less than 4.5',
    ],
    ['below the fold', '<div style="height:900px"></div><p style="color:#bbb">浅</p>', 'less than 4.5'],
  ])('%s', async (_where, body, what) => {
    expect(await faultsOf(body)).toEqual([
      expect.stringMatching(new RegExp(`^contrast: p "浅" has .*${what}$`)),
    ])
  })

  it('large text needs less', async () => {
    expect(await faultsOf('<p style="font-size:24px; color:#888">大</p>')).toEqual([])
    expect(await faultsOf('<p style="font-size:19px; font-weight:700; color:#888">大</p>')).toEqual([])
    expect(await faultsOf('<p style="font-size:19px; color:#888">小</p>')).toHaveLength(1)
  })

  it('what is disabled may be faint', async () => {
    const body = '<button aria-disabled="true" style="width:90px; height:60px; color:#bbb">好</button>'
    expect(await faultsOf(body)).toEqual([])
  })

  it('says so when a picture is behind it', async () => {
    const picture = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
    expect(await faultsOf(`<p style="background-image:url(${picture})">画上</p>`)).toEqual([
      'contrast: p "画上" stands on a picture: its contrast cannot be judged',
    ])
  })
})

describe('a control without a name is a fault', () => {
  const size = 'style="width:60px; height:60px"'
  it.each([
    ['a button with nothing in it', `<button ${size}></button>`, 'has no name'],
    ['a picture without words', `<div role="button" ${size}><img alt=""></div>`, 'has no name'],
    ['a field', `<input ${size}>`, 'has no name'],
    ['what hears taps and is no control', `<div data-hears-tap ${size}>好</div>`, 'has no role'],
  ])('%s', async (_what, body, what) => {
    expect(await faultsOf(body)).toEqual([expect.stringMatching(new RegExp(`^name: .*${what}$`))])
  })

  it.each([
    ['a label of its own', `<button aria-label="关闭" ${size}></button>`],
    ['the name of its picture', `<button ${size}><img alt="关闭"></button>`],
    ['the words of another element', `<p id="a">关闭</p><button aria-labelledby="a" ${size}></button>`],
    ['a placeholder', `<input placeholder="姓名" ${size}>`],
  ])('is named by %s', async (_what, body) => {
    expect(await faultsOf(body)).toEqual([])
  })
})

describe('a control at the lower end of a tall phone is a fault', () => {
  const button = '<button style="display:block; width:200px; height:48px">结账</button>'
  const phone = (home: number, foot: string): string =>
    `<div id="phone" style="--phone-home:${home}px"><div class="phone-page top"><div class="phone-page-scroller"
      style="height:600px; overflow:auto"><div style="height:900px"></div>${button}${foot}</div></div></div>`

  it('when it reaches under the phone’s line with the page scrolled to its end', async () => {
    expect(await faultsOf(phone(34, ''))).toEqual([
      'safe-area: button "结账" reaches 34 px into the phone\'s own lower end',
    ])
  })

  it('not when something keeps it above, nor on a phone without a line', async () => {
    expect(await faultsOf(phone(34, '<div style="height:34px"></div>'))).toEqual([])
    expect(await faultsOf(phone(0, ''))).toEqual([])
  })
})
