/** Characters: with a shorter webhook secret the server delivers nothing (docs/warest/sessions.md#s6). */
export const SHORTEST_SECRET = 6;
