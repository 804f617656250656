import type { Case } from '../case'
import { refusal } from '../refusal'

const duplicate = (...says: string[]) => ({ code: 'DATABASE_REQUEST_FAILED', says: ['E11000', ...says] })

export const indexes: Case[] = [
  {
    name: 'refuses a second document with a unique key, naming the index',
    run: async ({ table }) => {
      await table('members').add({ _id: 'a', phone: '1' })
      return [
        await refusal(() => table('members').add({ _id: 'b', phone: '1' }), 'E11000', 'index: phone'),
        await table('members').count(),
      ]
    },
    expected: [duplicate('index: phone'), 1],
  },
  {
    name: 'refuses a second document with the same _id, naming _id_',
    run: async ({ table }) => {
      await table('plain').add({ _id: 'a', n: 1 })
      return [
        await refusal(() => table('plain').add({ _id: 'a', n: 2 }), 'E11000', 'index: _id_'),
        await table('plain').get('a'),
      ]
    },
    expected: [duplicate('index: _id_'), { _id: 'a', n: 1 }],
  },
  {
    name: 'takes a missing key for null, so that only one document may lack it',
    run: async ({ table }) => {
      await table('members').add({ _id: 'a' })
      return [
        await refusal(() => table('members').add({ _id: 'b' }), 'E11000', 'index: phone'),
        await refusal(() => table('members').add({ _id: 'c', phone: null }), 'E11000', 'index: phone'),
      ]
    },
    expected: [duplicate('index: phone'), duplicate('index: phone')],
  },
  {
    name: 'guards every item of a list under a unique index',
    run: async ({ table }) => {
      await table('members').add({ _id: 'a', phone: ['1', '2'] })
      return [
        await refusal(() => table('members').add({ _id: 'b', phone: ['3', '2'] }), 'E11000', 'index: phone'),
        await refusal(() => table('members').add({ _id: 'c', phone: '1' }), 'E11000', 'index: phone'),
        await refusal(() => table('members').add({ _id: 'd', phone: ['4', '4'] })),
      ]
    },
    expected: [duplicate('index: phone'), duplicate('index: phone'), 'done'],
  },
  {
    name: 'tells keys of different types apart',
    run: async ({ table, seed }) => {
      await seed('members', [
        { phone: '1' },
        { phone: 1 },
        { phone: true },
        { phone: new Date(1) },
        { phone: null },
      ])
      return table('members').count()
    },
    expected: 5,
  },
  {
    name: 'takes a unique key of a whole and of a broken number for one when they are equal',
    run: async ({ table }) => {
      await table('members').add({ _id: 'a', phone: 1 })
      await table('members').add({ _id: 'b', phone: 1.5 })
      return refusal(() => table('members').update('b', { phone: 1.0 }), 'E11000', 'index: phone')
    },
    expected: duplicate('index: phone'),
  },
  {
    name: 'refuses an update and a set onto a taken key, and leaves both documents as they were',
    run: async ({ table, seed }) => {
      await seed('members', [
        { _id: 'a', phone: '1' },
        { _id: 'b', phone: '2' },
      ])
      return [
        await refusal(() => table('members').update('b', { phone: '1' }), 'E11000', 'index: phone'),
        await refusal(() => table('members').set('b', { phone: '1' }), 'E11000', 'index: phone'),
        await table('members').find({ orderBy: [['_id', 'asc']] }),
      ]
    },
    expected: [
      duplicate('index: phone'),
      duplicate('index: phone'),
      [
        { _id: 'a', phone: '1' },
        { _id: 'b', phone: '2' },
      ],
    ],
  },
  {
    name: 'frees a key with the document that had it',
    run: async ({ table }) => {
      await table('members').add({ _id: 'a', phone: '1' })
      await table('members').update('a', { phone: '2' })
      await table('members').add({ _id: 'b', phone: '1' })
      await table('members').remove('b')
      await table('members').add({ _id: 'c', phone: '1' })
      return table('members').count()
    },
    expected: 2,
  },
  {
    name: 'holds a unique index of several fields for all of them together',
    run: async ({ table, seed }) => {
      await seed('entries', [
        { memberId: 'm', seq: 1 },
        { memberId: 'm', seq: 2 },
        { memberId: 'n', seq: 1 },
      ])
      return [
        await refusal(() => table('entries').add({ memberId: 'm', seq: 1 }), 'E11000', 'index: member_seq'),
        await table('entries').count(),
      ]
    },
    expected: [duplicate('index: member_seq'), 3],
  },
]
