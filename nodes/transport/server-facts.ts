/** Characters: with a shorter webhook secret the server delivers nothing (contract sessions-server S6). */
export const SHORTEST_SECRET = 6;
