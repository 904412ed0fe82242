const MARKED = /^\(\[(\w+)\]\)\s?(.*)$/su;

/** Splits what WARest writes for a message that isn't plain text: "([Image]) our logo". */
export function readBody(body) {
	const [, kind = null, words = body] = MARKED.exec(body) ?? [];
	return { kind: kind?.toLowerCase() ?? null, words };
}
