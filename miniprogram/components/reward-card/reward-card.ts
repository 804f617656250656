import { noReward, type ShownReward } from '../../screen/shelf'

/** A reward on the shelf; `wide` is a row of the mall, otherwise a tile of home. A tap says which: `choose`. */
Component({
  properties: {
    reward: { type: Object, value: noReward },
    wide: { type: Boolean, value: false },
  },
  methods: {
    onTap() {
      this.triggerEvent('choose', { rewardId: (this.data.reward as ShownReward).rewardId })
    },
  },
})
