import { parseProgramme, type Programme, type ProgrammeInput } from '../../domain/programme/programme'

/** A small restaurant with two stores; tests say only what differs. */
export function aProgramme(changes: Partial<ProgrammeInput> = {}): Programme {
  return parseProgramme({
    restaurantId: 'noodle-bar',
    brand: { name: '回味面馆' },
    stores: [
      { id: 'riverside', name: '滨江店' },
      { id: 'station', name: '车站店' },
    ],
    rewards: [
      { id: 'plum-juice', name: '酸梅汤', kind: 'item', pricePoints: 50, costFen: 150, faceValueFen: 600 },
      {
        id: 'beef-noodles',
        name: '牛肉面',
        kind: 'item',
        pricePoints: 200,
        costFen: 900,
        faceValueFen: 2800,
      },
    ],
    ...changes,
  })
}

/** A reward with a stock; tests say only what differs. */
export function limitedReward(changes: Partial<RewardInput> = {}): RewardInput {
  return {
    id: 'limited-bowl',
    name: '限量碗',
    kind: 'item',
    pricePoints: 40,
    costFen: 900,
    faceValueFen: 2800,
    stock: 'limited',
    ...changes,
  }
}

type RewardInput = NonNullable<ProgrammeInput['rewards']>[number]
