/** "6 months": afterwards nothing of a decision holds, neither a grant nor a refusal, and the visitor may be asked again. */
export const decisionLifetimeMs = 182 * 24 * 60 * 60 * 1000;
