import type { Plugin } from 'rollup';

/** Dependencies that ask where they run are told: in production. */
export function production(): Plugin {
  return {
    name: 'production',
    transform(code, id) {
      if (!id.includes('/node_modules/') || !code.includes('process.env.NODE_ENV')) return null;
      return { code: code.replaceAll('process.env.NODE_ENV', '"production"'), map: null };
    },
  };
}
