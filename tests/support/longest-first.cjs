const Sequencer = require('@jest/test-sequencer').default

/**
 * The files of a minute and more. By size of file, which is all that is known in a new clone, the longest would come
 * last, and one of the two workers would wait for it.
 */
const LONGEST = [
  'cloudfunctions/crash-points',
  'journeys/layout',
  'journeys/once',
  'local/costs',
  'journeys/vouchers',
  'cloudfunctions/random-visits',
  'journeys/meanwhile',
].map((name) => `tests/${name}.test.ts`)

/** Begins with the longest files; the others follow in jest's own order. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.findIndex((name) => path.endsWith(name))
      return at === -1 ? LONGEST.length : at
    }
    return super.sort(tests).sort((one, other) => rank(one) - rank(other))
  }
}
