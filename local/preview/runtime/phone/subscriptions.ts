let key = ''

/** The switch for all messages of the mini-program, where the phone keeps it: in the settings behind the three dots. */
export function useSubscriptionSwitchOf(phone: string): void {
  key = `huiwei-messages:${phone}`
}

export const messagesAreOff = (): boolean => localStorage.getItem(key) === 'off'

export function turnMessages(on: boolean): void {
  if (on) localStorage.removeItem(key)
  else localStorage.setItem(key, 'off')
}
