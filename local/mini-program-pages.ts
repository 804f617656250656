import app from '../miniprogram/app.json'

/** Every page of this repository's mini-program, as its app.json names them: the version that is out. */
export const miniProgramPages: readonly string[] = [
  ...app.pages,
  ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
]
