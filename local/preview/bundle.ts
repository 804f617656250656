/** What the compiler makes of a mini-program, and the browser runtime boots from. Both sides know only this file. */

/** A file's place in the mini-program without extension: `pages/home/home`, `miniprogram_npm/tdesign-miniprogram/icon/icon`. */
export type SourcePath = string

export interface TabItem {
  pagePath: SourcePath
  text: string
  iconPath?: string
  selectedIconPath?: string
}

/** `app.json`, `window` and `tabBar` values may be theme variables (`@name`), looked up in `theme`. */
export interface AppConfig {
  pages: SourcePath[]
  entryPagePath?: SourcePath
  window?: WindowConfig
  tabBar?: {
    color?: string
    selectedColor?: string
    backgroundColor?: string
    borderStyle?: string
    list: TabItem[]
  }
}

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export interface CompiledComponent {
  path: SourcePath
  isPage: boolean
  /** The component's JSON with `usingComponents` and generics resolved to absolute source paths (`/pages/…`). */
  json: WindowConfig & {
    component?: boolean
    styleIsolation?: string
    usingComponents: Record<string, string>
    componentGenerics?: Record<string, unknown>
    [key: string]: unknown
  }
  /** Prefix of its classes; null when its styles are shared with everything. */
  styleScope: string | null
  /** The module that registers it. */
  module: SourcePath | null
  /** Browser CSS; empty when it has none. */
  css: string
}

export interface CompiledModule {
  /** What `require(name)` means in this file. */
  requires: Record<string, SourcePath>
  /** CommonJS, to run with `require, module, exports, wx, Page, Component, …` in scope and nothing else. */
  code: string
}

export interface PreviewBundle {
  app: AppConfig
  theme: { light: Record<string, string>; dark: Record<string, string> }
  /** Every page: main package first, then subpackages with their root. */
  pages: SourcePath[]
  /** Pages, and components in the order their style sheets must come. */
  components: CompiledComponent[]
  appCss: string
  modules: Record<SourcePath, CompiledModule>
  /** What glass-easel's compiler generated for all templates. */
  templates: Record<SourcePath, unknown>
}
