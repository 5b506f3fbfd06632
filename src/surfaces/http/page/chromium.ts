import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** A Chromium of this machine, or undefined: tests of the page are skipped then. `GORILLA_CHROMIUM` names another. */
export function findChromium(): string | undefined {
  const own = process.env['GORILLA_CHROMIUM'];
  return own || PLACES.find((place) => existsSync(place));
}
