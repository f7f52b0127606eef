/** Markup. Only this file makes it, and a text that is put into it is never read as markup. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type { Markup };

type Part = string | Markup | readonly Markup[];

/** A template of markup: what is put in is escaped, unless it is markup from here itself. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(fixed.reduce((text, piece, at) => text + written(parts[at - 1] ?? '') + piece));
}

/** A style sheet that is written out. Takes nothing in. */
export function css(fixed: TemplateStringsArray): Markup {
  return new Markup(fixed.join(''));
}

/** All of them, one a line. */
export function lines(parts: readonly Markup[]): Markup {
  return new Markup(parts.join('\n'));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.toString();
  return typeof part === 'string' ? escaped(part) : Array.from(part, written).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
