/** Templates that escape: what stands in one of these is text unless it came out of another. */
import { plainText } from '../plain-text.ts';

/** Markup that was made by `html`, or is the page's own. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

type Value = Html | string | number | false | null | undefined | readonly Value[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Markup with its values escaped, for text and for attributes in quotes; lists are joined, and what is false or missing is left out.
 * Nothing that came from a cluster belongs into a URL, a style, a script or the name of anything.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.map((text, index) => text + markupOf(values[index])).join(''));
}

/** The page's own style or script, as it is. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  if (value === false || value === null || value === undefined) return '';
  return plainText(String(value)).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
