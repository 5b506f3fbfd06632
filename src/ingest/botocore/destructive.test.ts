import { expect, it } from 'vitest';
import { isDestructive } from './destructive.ts';

it.each([
  ['delete-bucket', true],
  ['terminate-instances', true],
  ['batch-delete-image', true],
  ['admin-delete-user', true],
  ['schedule-key-deletion', true],
  ['rm', true],
  ['describe-deleted-things', false],
  ['start-instances', false],
  ['get-deletion-status', false],
])('%s: %s', (name, want) => expect(isDestructive(name)).toBe(want));
