/** The oldest browsers with constructed style sheets, `:has` and nesting within a year of each other. */
export const cssTargets = ['chrome111', 'edge111', 'firefox121', 'safari16.4'];
