import { setFlagsFromString } from 'node:v8';

/** The default lets the heap grow by as much again as is alive: some 60 MB more, and not faster. */
export const SMALL_HEAP = '--heap-growing-percent=30';

/** How a lasting process of ours is started: what the C library frees, one pool gives back sooner than one for each thread (45 MB). Elsewhere than with glibc it says nothing. */
export const LASTING = {
  arguments: ['--max-semi-space-size=16'],
  environment: { MALLOC_ARENA_MAX: '1' },
} as const;

/** For a process that stays and answers now and then: it rather collects its rubbish sooner than keep twice what it needs. */
export function staySmall(): void {
  setFlagsFromString(SMALL_HEAP);
}
