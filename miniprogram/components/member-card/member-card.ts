import { tierWords } from '../../copy/tiers'

/** 会员卡: the restaurant's name, the points as the hero, the tier and how far it is to the next. `tier` when that is tapped. */
Component({
  properties: {
    brandName: { type: String, value: '' },
    pointsName: { type: String, value: '' },
    points: { type: String, value: '' },
    name: { type: String, value: '' },
    numberLabel: { type: String, value: '' },
    number: { type: String, value: '' },
    /** Empty in a programme without tiers. */
    tierName: { type: String, value: '' },
    /** How far it is to the next tier, or what waits to be taken. */
    tierLine: { type: String, value: '' },
    tierPercent: { type: Number, value: 0 },
    tierWaits: { type: Boolean, value: false },
  },
  data: { words: tierWords },
  methods: {
    onTier() {
      this.triggerEvent('tier')
    },
  },
})
