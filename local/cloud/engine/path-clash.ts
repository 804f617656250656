/** Two of the paths that name the same field, or a field and one below it; null when none do. */
export function pathClash(paths: readonly string[]): { earlier: string; later: string } | null {
  for (const [i, later] of paths.entries()) {
    const earlier = paths
      .slice(0, i)
      .find((one) => one === later || one.startsWith(`${later}.`) || later.startsWith(`${one}.`))
    if (earlier !== undefined) return { earlier, later }
  }
  return null
}
