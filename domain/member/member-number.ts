/**
 * 会员号: nine random digits and a check digit (Luhn), so that a mistyped number is noticed at the till before
 * anything is looked up. Not sequential: nobody can count the members or guess the next.
 */
export function memberNumberOf(nineDigits: string): string {
  return nineDigits + checkDigit(nineDigits)
}

export function isMemberNumber(text: string): boolean {
  return /^\d{10}$/.test(text) && checkDigit(text.slice(0, -1)) === text.slice(-1)
}

function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const digit = Number(character)
    if (index % 2 === 1) return total + digit
    return total + (digit * 2 > 9 ? digit * 2 - 9 : digit * 2)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}
