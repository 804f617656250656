/** 会员卡: the restaurant's name, the points as the hero, the number below. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    brandName: { type: String, value: '' },
    pointsName: { type: String, value: '' },
    points: { type: String, value: '' },
    name: { type: String, value: '' },
    numberLabel: { type: String, value: '' },
    number: { type: String, value: '' },
  },
})
