/** sRGB, 0 to 255; alpha 0 to 1. */
export interface Colour {
  red: number
  green: number
  blue: number
  alpha: number
}

/** Reads a computed colour. Throws for a notation computed styles are not expected to have. */
export function parseColour(text: string): Colour {
  const numbers = (text.match(/-?[\d.]+(e-?\d+)?%?/g) ?? []).map(asNumber)
  if (text === 'transparent') return { red: 0, green: 0, blue: 0, alpha: 0 }
  if (/^rgba?\(/.test(text)) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers
    return { red, green, blue, alpha }
  }
  if (text.startsWith('color(srgb ')) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers
    return { red: red * 255, green: green * 255, blue: blue * 255, alpha }
  }
  throw new Error(`the colour ${text} is not supported by the layout checks`)
}

function asNumber(text: string): number {
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
}

/** What one sees where `top` is painted over an opaque colour. */
export function over(top: Colour, below: Colour): Colour {
  const mix = (a: number, b: number): number => a * top.alpha + b * (1 - top.alpha)
  return {
    red: mix(top.red, below.red),
    green: mix(top.green, below.green),
    blue: mix(top.blue, below.blue),
    alpha: 1,
  }
}

/** Contrast as WCAG 2 defines it: 1 to 21. */
export function ratio(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance({ red, green, blue }: Colour): number {
  const linear = (value: number): number => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
