/** What `npm start` is told of roles by its environment: docs/roles.md. What makes no sense, the Worker refuses. */

export interface RoleSettings {
  /** Whether this instance collects; one that is pushed to or follows needs no upstream. */
  readonly collects: boolean;
  /** added to the name of the state's folder: what was collected and what was taken over must not mix */
  readonly folder: '' | '-pushed-to' | '-following';
  readonly variables: Readonly<Record<string, string>>;
  /** never on a command line */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Reads BRAWLFAST_PUBLISH_TO, BRAWLFAST_PUBLISH_TOKEN and BRAWLFAST_FOLLOW. */
export function readRoles(env: Readonly<Record<string, string | undefined>>): RoleSettings {
  const variables: Record<string, string> = {};
  for (const name of ['BRAWLFAST_PUBLISH_TO', 'BRAWLFAST_FOLLOW']) {
    const value = env[name]?.trim();
    if (value) variables[name] = value;
  }
  const token = env.BRAWLFAST_PUBLISH_TOKEN?.trim();
  const follows = variables.BRAWLFAST_FOLLOW !== undefined;
  const isPushedTo = !follows && Boolean(token) && variables.BRAWLFAST_PUBLISH_TO === undefined;
  return {
    collects: !follows && !isPushedTo,
    folder: follows ? '-following' : isPushedTo ? '-pushed-to' : '',
    variables,
    secrets: token ? { BRAWLFAST_PUBLISH_TOKEN: token } : {},
  };
}
