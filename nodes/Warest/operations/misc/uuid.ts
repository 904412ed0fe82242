/** A UUID in its usual form, of any version. */
export const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Versions 6 to 8 and the highest one, which are newer than the server (docs/warest/misc.md#11). */
const YOUNGER = /^[\da-f]{8}-[\da-f]{4}-([678])[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;
const HIGHEST = /^f{8}-f{4}-f{4}-f{4}-f{12}$/i;

/** The version of a UUID that the server calls invalid although RFC 9562 has it; null of any other. */
export function youngerVersion(value: string): string | null {
	const [, version] = YOUNGER.exec(value) ?? [];
	if (version) return `v${version}`;
	return HIGHEST.test(value) ? 'max' : null;
}

/** Whether a text has the length and letters of a ULID rather than those of a UUID. */
export const looksLikeUlid = (value: string): boolean => /^[\da-z]{26}$/i.test(value);

/** A ULID holds 128 bits: with a higher first character it would need more (the server doesn't look). */
export const overflows = (ulid: string): boolean => !/^[0-7]/.test(ulid);
