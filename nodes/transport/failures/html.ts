const ENTITIES: ReadonlyArray<[sign: string, entity: string]> = [
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
];

/** Plain text for the places that n8n shows as HTML: descriptions of errors, and hints. */
export const toHtml = (text: string): string =>
	ENTITIES.reduce((html, [sign, entity]) => html.replaceAll(sign, entity), text);

/** What {@link toHtml} was made from. */
export const fromHtml = (html: string): string =>
	ENTITIES.reduceRight((text, [sign, entity]) => text.replaceAll(entity, sign), html);
