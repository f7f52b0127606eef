/** Absent in browsers without Trusted Types. To TypeScript a trusted address is a string, which is what `Worker` takes. */
declare const trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(address: string): string },
      ): { createScriptURL(address: string): string };
    }
  | undefined;
