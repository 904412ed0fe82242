type Context = Record<string, unknown>;

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

const isContext = (value: unknown): value is Context => typeof value === 'object' && value !== null;

/** What stands at a path; nothing where there is nothing. */
function valueAt(context: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, name) => (isContext(value) ? value[name] : undefined), context);
}

const filledText = (text: string, context: Context) =>
	text.replace(placeholder, (_match, path: string) => String(valueAt(context, path) ?? ''));

/** Fills the templates of every text inside a value, in one pass (docs/warest/webhooks.md#8). */
export function filled(value: unknown, context: Context): unknown {
	if (typeof value === 'string') return filledText(value, context);
	if (Array.isArray(value)) return value.map((each) => filled(each, context));
	if (!isContext(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [name, filled(each, context)]),
	);
}

/** What templates can name: the signed body, and all of its `data` at the top once more. */
export function contextOf(rawBody: string): Context {
	const body = JSON.parse(rawBody) as Context;
	return { ...(isContext(body.data) ? body.data : {}), ...body };
}
