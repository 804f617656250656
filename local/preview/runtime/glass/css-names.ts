/** `backgroundColor` as CSS and attributes write it: `background-color`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
