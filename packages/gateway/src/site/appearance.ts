import * as v from 'valibot';

const colour = v.pipe(
  v.string(),
  v.regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'A colour is written #rgb or #rrggbb'),
  v.transform((text) => lengthen(text.toLowerCase())),
);

/** What an operator chooses for a site's box; whatever is left out is the product's own. */
export const appearanceSchema = v.strictObject({
  accent: v.optional(colour, '#1d5b6a'),
  position: v.optional(v.picklist(['left', 'right']), 'right'),
  /** What the box speaks; as many as it has texts for. */
  language: v.optional(v.picklist(['en'])),
  /** What an empty box says first. */
  greeting: v.optional(v.pipe(v.string(), v.maxLength(400))),
  /** The box's texts by key, where the site says it in its own words. */
  texts: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^[A-Za-z][\w.-]{0,63}$/)), v.pipe(v.string(), v.maxLength(400))),
  ),
});
export type Appearance = v.InferOutput<typeof appearanceSchema>;

/** A site's appearance from its stored JSON. What is stored was checked when it was set; after a change of rules the defaults hold. */
export function readAppearance(stored: string): Appearance {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), appearanceSchema), stored);
  return parsed.success ? parsed.output : v.parse(appearanceSchema, {});
}

/** Black or white, whichever stands out more from the accent (WCAG 2.2 contrast ratio; the better of the two is above 4.5). */
export function textColourOn(accent: string): '#ffffff' | '#000000' {
  const luminance = relativeLuminance(accent);
  const againstWhite = 1.05 / (luminance + 0.05);
  const againstDark = (luminance + 0.05) / (relativeLuminance('#000000') + 0.05);
  return againstWhite >= againstDark ? '#ffffff' : '#000000';
}

/** WCAG 2.2 relative luminance of `#rrggbb`, 0 to 1. */
export function relativeLuminance(accent: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(accent.slice(at, at + 2), 16) / 255));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function lengthen(text: string): string {
  return text.length === 7 ? text : text.replaceAll(/[0-9a-f]/g, (digit) => digit + digit);
}
