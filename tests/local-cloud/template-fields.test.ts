import { fieldTypeOf, fits, type FieldType } from '../../local/cloud/openapi/template-fields'

const han = (count: number): string => '面'.repeat(count)
const digits = (count: number): string => '1'.repeat(count)

/** For each type what its rule allows, and what it does not. */
const rules: [FieldType, allowed: string[], refused: string[]][] = [
  ['thing', ['酸梅汤 x2，少冰！', han(20), '🍜'.repeat(20)], [han(21), '两\n行', '一\u2028二', '']],
  ['number', ['0', '12.50', digits(32)], [digits(33), '-1', '1,000', '1.', '.5', '12元', '']],
  ['letter', ['abcXYZ', 'a'.repeat(32)], ['a'.repeat(33), 'a1', 'a b', '面', '']],
  ['symbol', ['!', '+-*/#', '￥'], ['!!!!!!', 'a', '1', '面', ' ', '']],
  ['character_string', ['A-17', '#88/2', 'x'.repeat(32)], ['x'.repeat(33), '订单A17', 'A 17', 'A\t17', '']],
  [
    'time',
    ['15:01', '9:30', '15:01:59', '2019年10月1日 15:01', '2019-10-01 15:01', '15:01~16:00'],
    ['24:00', '15:60', '15点', '2019年10月1日', '15:01~', '15:01-16:00', ''],
  ],
  [
    'date',
    [
      '2019年10月1日',
      '2019年10月',
      '10月1日',
      '2019-10-01',
      '2019/10/01',
      '2019.10.01',
      '2018-01',
      '01-01',
      '2019年10月1日 15:01',
      '2019年10月1日~2019年10月7日',
    ],
    ['2019年13月1日', '2019年10月32日', '2019-1-1', '今天', '15:01', '2019-10-01T15:01', ''],
  ],
  [
    'amount',
    ['￥100', '¥12.50元', '$9', `¥${digits(10)}`],
    [`¥${digits(11)}`, '100元', '¥¥1', '¥1,000', '¥-1', '¥', ''],
  ],
  [
    'phone_number',
    ['+86-0766-66888866', '13800001278'],
    [`1${digits(17)}`, '138 0000 1278', 'tel1', '+-', ''],
  ],
  ['car_number', ['粤A8Z888挂', '沪A12345', 'AB123'], ['粤A8Z8888挂', '粤A·12345', '粤A挂88', '']],
  [
    'name',
    [han(10), 'a'.repeat(20), "O'Neil-Smith", '王Alice'],
    [han(11), 'a'.repeat(21), `王${'a'.repeat(10)}`, '王小明2', 'John Smith', ''],
  ],
  ['phrase', ['配送中', han(5)], [han(6), '已完成!', 'done', '']],
]

describe.each(rules)('a field of type %s', (type, allowed, refused) => {
  it.each(allowed)('may be %j', (value) => expect(fits(type, value)).toBe(true))
  it.each(refused)('may not be %j', (value) => expect(fits(type, value)).toBe(false))
})

it.each([
  ['thing1', 'thing'],
  ['character_string12', 'character_string'],
  ['enum3', 'enum'],
  ['thing', null],
  ['site01', null],
  ['toString1', null],
])('%s says the type %s', (field, type) => expect(fieldTypeOf(field)).toBe(type))
