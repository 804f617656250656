import type { PreviewBundle } from '../bundle'
import type { PhoneSetup } from '../phone'
import { connectAutomator } from './automator/client'
import { goBack, goHome, putAway } from './pages/phone-keys'
import { defineElements } from './elements/all'
import { PhoneBackend } from './glass/backend'
import { useClassNames } from './glass/class-names'
import { shapeEvents } from './glass/events'
import { hearWarnings } from './glass/warnings'
import { adapter, glassEasel, type CodeSpace } from './glass/glass-easel'
import { announceReady } from './glass/ready'
import { reflectIdAndDataset } from './glass/reflect'
import { watchSetData } from './glass/set-data'
import { ModuleRegistry } from './modules/registry'
import { scopes } from './modules/scope'
import { readPullDown } from './pages/pull-down'
import { onTopChange, repaintPages, usePages } from './pages/pages'
import { drawTabBar, useTabBar } from './pages/tab-bar'
import { urlOf } from './pages/url'
import { draw } from './phone/draw'
import { guarded, reportError } from './phone/errors'
import { drawFrame } from './phone/frame'
import { launch } from './phone/launch'
import { onThemeChange, useTheme } from './phone/theme'
import { openPageMenu } from './sheets/page-menu'
import { readBackGesture } from './touch/back-gesture'
import { readFingers } from './touch/fingers'
import { useOwnSelectorQuery } from './wx/selector-query'
import { followInAddress } from './wx/routing'
import { installApis } from './wx/all'
import { wx } from './wx/wx'

/** glass-easel's prototypes are shaped once, before anything is made of them. */
function shapeGlassEasel(): void {
  glassEasel.globalOptions.writeExtraInfoToAttr = true
  glassEasel.addGlobalErrorListener((error, method, component) => {
    const path = typeof component === 'string' ? component : (component?.is ?? 'component')
    reportError(method === undefined ? path : `${path} ${method}`, error)
    return false
  })
  hearWarnings()
  shapeEvents()
  reflectIdAndDataset()
  useOwnSelectorQuery()
  watchSetData()
}

function addStyles(bundle: PreviewBundle): void {
  const sheet = (from: string, css: string) => {
    if (css !== '') document.head.append(draw('style', { 'data-from': from }, css))
  }
  for (const { path, isPage, css } of bundle.components) if (!isPage) sheet(path, css)
  sheet('app', bundle.appCss)
  for (const { path, isPage, css } of bundle.components) if (isPage) sheet(path, css)
}

function loadModules(bundle: PreviewBundle, codeSpace: CodeSpace): void {
  const { scopeFor, registered, whileLoading } = scopes(bundle, codeSpace)
  const modules = new ModuleRegistry(bundle.modules, scopeFor)
  if (modules.has('app')) guarded('app', () => modules.require('app'))
  for (const { path, json, styleScope } of bundle.components) {
    codeSpace.addComponentStaticConfig(path, json)
    codeSpace.addStyleSheet(path, undefined, styleScope ?? undefined)
    const content = bundle.templates[path]
    if (content !== undefined) codeSpace.addCompiledTemplate(path, { groupList: bundle.templates, content })
  }
  for (const component of bundle.components) {
    const { path, module } = component
    if (module !== null) whileLoading(component, () => guarded(path, () => modules.require(module)))
    if (!registered.has(path)) reportError(path, new Error(`${path} calls neither Page() nor Component()`))
  }
}

/** Starts the phone with a compiled mini-program: once per document. */
export function boot(bundle: PreviewBundle, setup: PhoneSetup): void {
  useTheme(bundle.theme)
  drawFrame()
  shapeGlassEasel()
  installApis(setup)

  const environment = new adapter.MiniProgramEnv()
  const codeSpace = environment.createCodeSpace('', true)
  const space = codeSpace.getComponentSpace()
  space.updateComponentOptions({ useMethodCallerListeners: true })
  useClassNames(space)
  defineElements(space)
  announceReady(codeSpace)

  const backend = new PhoneBackend()
  backend.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    return event.getEventBubbleStatus()
  })
  const associated = environment.associateBackend(backend)
  usePages({
    bundle,
    createRoot: (url) => associated.createRoot('page', codeSpace, url),
    taps: { back: goBack, home: goHome, menu: openPageMenu, close: putAway },
  })
  useTabBar(bundle.app.tabBar, ({ pagePath }) => void wx.switchTab({ url: `/${pagePath}` }))
  onTopChange(drawTabBar)
  onThemeChange(() => {
    repaintPages()
    guarded('tab bar', drawTabBar)
  })
  readFingers(backend)
  readPullDown()
  readBackGesture(goBack)

  addStyles(bundle)
  loadModules(bundle, codeSpace)
  followInAddress((page) => urlOf({ path: page.route, query: page.query }))
  launch(setup.entryPage)
  connectAutomator(setup.base)
}
