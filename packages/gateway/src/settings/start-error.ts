/** Why the gateway cannot start with these settings: what is wrong, and what to do. Its message is for whoever starts it. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}
