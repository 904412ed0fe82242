import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { Answer } from '../../../transport/answer';
import { readByPost, type Explanation } from '../../../transport/call';
import type { Path } from '../../../transport/path';
import type { Item } from '../../engine/item';

/** What a message of the server means, for one kind of request. */
export type Explanations = ReadonlyArray<[said: RegExp, explanation: Explanation]>;

const UNREACHABLE_FILE =
	"Check 'URL or Data URI': the WARest server itself must be able to download the file, without a login.";

/**
 * Nearly every bad input is a 500 with the words of some library (docs/warest/misc.md#1-1), and no fault of the
 * server.
 */
const COMMON: Explanations = [
	[
		/^Request failed with status code/,
		{
			message: 'The WARest server could not download the file: its address answered with an error',
			hint: UNREACHABLE_FILE,
		},
	],
	[
		/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ECONNRESET|socket hang up|timeout of|Invalid URL|certificate/,
		{
			message: 'The WARest server could not reach the address of the file',
			hint: UNREACHABLE_FILE,
		},
	],
	[
		/^maxContentLength/,
		{
			message: 'The file is too large for the WARest server',
			hint: 'It takes files of 50 MB at most.',
		},
	],
	[
		/unsupported image format|Input Buffer is empty/i,
		{
			message: 'The file is not a picture that WARest can read',
			hint: 'It reads JPEG, PNG, WebP, GIF, TIFF, AVIF and SVG. The URL may lead to a web page instead of the picture.',
		},
	],
	[
		/requires Sharp/,
		{
			message: 'This WARest server cannot work with pictures',
			hint: 'Its image library "sharp" is not installed: ask whoever runs the server.',
		},
	],
];

/** The explanation of a refusal; where there is none the server's own words must do. */
function explainer(more: Explanations) {
	return ({ status, code, message }: Answer): Explanation | null => {
		if (code === null || ![400, 500, 503].includes(status)) return null;
		const said = message ?? '';
		const [, known] = [...more, ...COMMON].find(([pattern]) => pattern.test(said)) ?? [];
		if (known) return known;
		return status === 500
			? { message: "WARest couldn't do it", hint: 'Check the parameters of this item.' }
			: null;
	};
}

/** Asks one of the server's tools, which change nothing, and gives its one result. */
export async function useTool(
	path: Path,
	body: IDataObject,
	item: Item,
	explanations: Explanations = [],
): Promise<IDataObject> {
	const { results } = await item.api.send({
		...readByPost(path, body),
		slow: true,
		explain: explainer(explanations),
	});
	return results[0] ?? {};
}

/**
 * Tries several bodies of which at most one can be right, because the server authenticates what it decrypts,
 * and gives the result of that one. `wrong`: what the server's refusal of the others is explained as.
 */
export async function useToolUntilRight(
	path: Path,
	[body, ...others]: IDataObject[],
	item: Item,
	explanations: Explanations,
	wrong: Explanation,
): Promise<IDataObject> {
	return await useTool(path, body, item, explanations).catch(async (error: unknown) => {
		const isWrong = error instanceof NodeApiError && error.message === wrong.message;
		if (!isWrong || others.length === 0) throw error;
		return await useToolUntilRight(path, others, item, explanations, wrong);
	});
}
