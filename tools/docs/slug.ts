/** A heading's anchor as GitHub makes it. */
export const slug = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{Pc} -]/gu, '')
		.replaceAll(' ', '-');
