/** 脱敏: what a cashier sees of a name. One character stays; `李` alone becomes `李*`. Counts characters, not bytes. */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  const [first] = characters
  if (first === undefined) return '*'
  return first + '*'.repeat(Math.min(Math.max(characters.length - 1, 1), 3))
}

/** First three and last two digits stay (Tencent's norm for masking, platform notes 1.2). */
export function maskPhone(phone: string): string {
  if (phone.length < 7) return '*'.repeat(phone.length)
  return phone.slice(0, 3) + '*'.repeat(phone.length - 5) + phone.slice(-2)
}
