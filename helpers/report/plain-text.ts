import { stripVTControlCharacters } from 'node:util';

/**
 * Text from the network or a tool without terminal escapes, control characters (tab and line feed stay) and code points
 * that XML forbids, so that it can be shown in any form of report.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => (character === '\t' || character === '\n' ? character : ''))
    .toWellFormed();
}

/** The same on one line. */
export function oneLine(text: string): string {
  return plainText(text).replaceAll(/\s+/g, ' ').trim();
}
