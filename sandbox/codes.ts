/**
 * The app codes that the sandbox sends through the shared helper, with the HTTP status that each of
 * them always has (docs/warest/codes.md#6). Messages and chats write other pairs by hand: see `Problem`.
 */
export const httpStatusOf = {
	1000: 200,
	1003: 202,
	1004: 207,
	1005: 200,
	1100: 400,
	1101: 404,
	1104: 200,
	1106: 409,
	1107: 202,
	1109: 202,
	1110: 202,
	2000: 400,
	2001: 400,
	2002: 400,
	2201: 403,
	2800: 502,
	8000: 500,
	8001: 503,
} as const;

export type AppCode = keyof typeof httpStatusOf;

/** A refusal of a `/messages` or `/chats` route, whose status and code do not follow the table. */
export interface Problem {
	status: number;
	code: number;
	message: string;
}

export const sessionNotFound: Problem = {
	status: 404,
	code: 1101,
	message: 'Session not found',
};

export const internalServerError: Problem = {
	status: 500,
	code: 8000,
	message: 'Internal server error',
};
