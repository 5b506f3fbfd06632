import { setFlagsFromString } from 'node:v8';

/** The default lets the heap grow by as much again as is alive: some 60 MB more, and not faster. */
export const SMALL_HEAP = '--heap-growing-percent=30';

/** For a process that stays and answers now and then: it rather collects its rubbish sooner than keep twice what it needs. */
export function staySmall(): void {
  setFlagsFromString(SMALL_HEAP);
}
