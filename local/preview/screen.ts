/**
 * How a mini-program's elements stand in the browser's document: the compiler's CSS and the runtime's elements
 * meet here. The runtime keeps every promise below; the compiler may rely on nothing else.
 */

/** `view` is the element `<wx-view>`; a page's root is `<page data-page="pages/home/home">`. */
export const elementTag = (name: string): string => `wx-${name}`

/** On a page's root element: its source path. One document holds all pages of the stack. */
export const PAGE_ATTRIBUTE = 'data-page'

/** On a component's own element: its style scope, for `:host`. Absent when its styles are shared. */
export const HOST_ATTRIBUTE = 'wx-host'

/** A class of a component with style scope `abc` is `abc--name`. */
export const scopedClass = (scope: string, name: string): string => `${scope}--${name}`

/** On every element of a scoped component's template: `abc--`. Keeps its tag selectors from leaking. */
export const OWNER_ATTRIBUTE = 'exparser:info-class-prefix'

/** On every element whose taps somebody listens to. */
export const HEARS_TAP_ATTRIBUTE = 'data-hears-tap'

/**
 * One hundredth of the page area's height (below the navigation bar, above the tab bar): what `1vh` is in WeChat.
 * `vw` needs nothing: a phone's document is exactly as wide as the phone. `position: fixed` is fixed in the page area.
 */
export const PAGE_VH = '--page-vh'

/**
 * To be given to the template compiler's `setExtraRuntimeScript`: property changes watched by WXS, WXS event handlers,
 * and the phone's clock. `getRegExp`, `getDate` and `.constructor` are the compiler's own affair.
 */
export const WXS_RUNTIME = 'Q.A=huiweiWxs.change;Q.B=Q.A;Q.C=huiweiWxs.listener;var Date=huiweiWxs.Date;'
