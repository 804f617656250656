/**
 * A phone in somebody's hands, by what the simulator of WeChat DevTools can do as well as a phone in a browser. Each
 * verb waits as long as a person would; spaces in texts do not count; a name is what a screen reader says, what is
 * written on a thing, or its placeholder. Only the mini-program's own pages are within reach: no camera, no dialog of
 * WeChat's.
 */
export interface PortablePhone {
  /** Waits until each of these can be read on the page. */
  sees(...texts: string[]): Promise<void>
  /** Waits until none of these can be read. */
  seesNo(...texts: string[]): Promise<void>
  /** Taps the thing of that name. */
  taps(name: string): Promise<void>
  /** Types into the field of that name, replacing what it holds. */
  types(name: string, text: string): Promise<void>
  /** Chooses a tab of the tab bar, by its word. */
  choosesTab(word: string): Promise<void>
  /** Opens a page as the only one, as a link does. */
  opens(url: string): Promise<void>
  goesBack(): Promise<void>
  /** The text a page holds under this name, as soon as there is one: a code, as a camera would read it. */
  reads(field: string): Promise<string>
}
