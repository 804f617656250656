/** A document per shape a field can have. */
export const everyShape = [
  { _id: 'missing' },
  { _id: 'null', v: null },
  { _id: 'one', v: 1 },
  { _id: 'five', v: 5 },
  { _id: 'half', v: 2.5 },
  { _id: 'digit', v: '5' },
  { _id: 'letter', v: 'b' },
  { _id: 'yes', v: true },
  { _id: 'date', v: new Date(1000) },
  { _id: 'list', v: [1, 5] },
  { _id: 'empty', v: [] },
  { _id: 'object', v: { k: 1 } },
]
