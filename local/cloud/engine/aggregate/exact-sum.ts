/** A sum that remembers what rounding took from it, as MongoDB's does: ten times 0.1 is 1. */
export class ExactSum {
  private sum = 0
  private lost = 0

  add(term: number): void {
    const sum = this.sum + term
    const added = sum - this.sum
    this.lost += this.sum - (sum - added) + (term - added)
    this.sum = sum
  }

  get value(): number {
    return Number.isFinite(this.sum) ? this.sum + this.lost : this.sum
  }
}
