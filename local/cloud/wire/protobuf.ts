import { invalidParameter } from '../errors'

/** The few parts of protobuf that the open-API envelopes use: varints and length-delimited fields. */
export type Field = { number: number; value: number | Buffer }

export function decodeFields(bytes: Buffer): Field[] {
  const fields: Field[] = []
  let position = 0
  const varint = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[position]
      if (byte === undefined) throw invalidParameter('The protobuf message ends too early')
      position += 1
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  while (position < bytes.length) {
    const tag = varint()
    const wireType = tag & 7
    if (wireType === 0) {
      fields.push({ number: tag >>> 3, value: varint() })
    } else if (wireType === 2) {
      const length = varint()
      fields.push({ number: tag >>> 3, value: bytes.subarray(position, position + length) })
      position += length
    } else {
      throw invalidParameter(`Unexpected protobuf wire type ${wireType}`)
    }
  }
  return fields
}

export function encodeBytes(number: number, value: Buffer): Buffer {
  return Buffer.concat([encodeVarint(BigInt((number << 3) | 2)), encodeVarint(BigInt(value.length)), value])
}

/** Negative numbers take ten bytes, as protobuf's int32 does. */
export function encodeInteger(number: number, value: number): Buffer {
  return Buffer.concat([encodeVarint(BigInt(number << 3)), encodeVarint(BigInt.asUintN(64, BigInt(value)))])
}

function encodeVarint(value: bigint): Buffer {
  const bytes: number[] = []
  let rest = value
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Buffer.from(bytes)
}
