/** Each icon's own file, so that a build reads the few that are used and not all of them. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const node: (readonly [tag: string, attributes: Record<string, string | number>])[];
  export default node;
}
