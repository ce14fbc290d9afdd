/** Runs in each of Jest's sandboxes, whose dates are its own. */
import { installDate, VIRTUAL_NOW } from './install.ts';

installDate((globalThis as unknown as Record<typeof VIRTUAL_NOW, () => number>)[VIRTUAL_NOW]);
