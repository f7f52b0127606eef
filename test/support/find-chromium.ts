import { accessSync, constants } from 'node:fs';

const places = [
  process.env['HANDLR_TEST_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const chromiumPackages = ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji'];
export const chromiumAdvice = `Chromium is missing. Type: sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${chromiumPackages.join(' ')}\n(or name one in HANDLR_TEST_CHROMIUM)`;

/** The path of this machine's Chromium, if it has one. */
export function findChromium(): string | undefined {
  return places.find((path) => path !== undefined && isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
