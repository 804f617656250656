import type { Faults } from '../cloud/faults'
import type { StagePhone } from './phones'

/** Phones whose next call of a function is to break: its instance dies before it has done anything. */
export class NextCalls {
  private readonly waiting = new Set<string>()

  /** `tell` hears which phones wait whenever that changes. */
  constructor(
    private readonly faults: Pick<Faults, 'arm' | 'disarm'>,
    private readonly tell: (phones: string[]) => void,
  ) {}

  all(): string[] {
    return [...this.waiting]
  }

  breakNext({ name }: StagePhone, broken: boolean): void {
    if (broken) this.waiting.add(name)
    else this.waiting.delete(name)
    this.tell(this.all())
  }

  /** Carries out a phone's call, broken if that was asked for. The platform repeats nothing; the phone may. */
  async carry<T>(phone: StagePhone, call: () => Promise<T>): Promise<T> {
    if (!this.waiting.delete(phone.name)) return call()
    this.tell(this.all())
    this.faults.arm({ request: 1, kind: 'killed' })
    try {
      return await call()
    } finally {
      this.faults.disarm()
    }
  }
}
