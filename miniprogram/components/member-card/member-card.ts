/** 会员卡: the restaurant's name, the points as the hero, the number below. */
Component({
  properties: {
    brandName: { type: String, value: '' },
    pointsName: { type: String, value: '' },
    points: { type: String, value: '' },
    name: { type: String, value: '' },
    numberLabel: { type: String, value: '' },
    number: { type: String, value: '' },
  },
})
