/**
 * Puts a page's clock `shiftMs` from the machine's; it runs on from there. Timers go on as they were: after a jump a
 * page notices at its next look at the clock. To be run before the page's own scripts, and again after each jump.
 */
export function clockScript(shiftMs: number): string {
  return `(() => {
  if (window.huiweiShiftClock) return window.huiweiShiftClock(${shiftMs})
  const MachineDate = Date
  let shift = ${shiftMs}
  window.huiweiShiftClock = (ms) => void (shift = ms)
  window.Date = class Date extends MachineDate {
    constructor(...parts) {
      if (parts.length === 0) super(MachineDate.now() + shift)
      else super(...parts)
    }
    static now() { return MachineDate.now() + shift }
  }
})()`
}
