declare module '*.css' {
  /** Only in the widget: the constructed style sheet, made when first asked for. */
  const sheet: () => CSSStyleSheet;
  export default sheet;
}

// The types that it brings are read as CommonJS, where the default export is a property.
declare module '@rollup/plugin-commonjs' {
  import type { Plugin } from 'rollup';
  export default function commonjs(options: { readonly include: RegExp }): Plugin;
}
