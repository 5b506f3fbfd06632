import { expect, it } from 'vitest';
import { refusal } from './loopback.ts';

it.each([
  [{ host: '127.0.0.1:8424' }, true],
  [{ host: 'localhost' }, true],
  [{ host: '[::1]:80' }, true],
  [{ host: 'localhost:1', origin: 'http://127.0.0.1:3000' }, true],
  [{}, false],
  [{ host: 'evil.example:8424' }, false],
  [{ host: 'localhost.evil.example' }, false],
  [{ host: '127.0.0.1@evil.example' }, false],
  [{ host: '0.0.0.0:8424' }, false],
  [{ host: 'localhost', origin: 'null' }, false],
  [{ host: 'localhost', origin: 'https://localhost.evil.example' }, false],
  [{ host: 'localhost', origin: '' }, false],
])('%j is answered: %s', (headers, answered) => expect(refusal(headers) === undefined).toBe(answered));
