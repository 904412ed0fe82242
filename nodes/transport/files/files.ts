import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { mimeType } from '../../whatsapp/mime';
import { withoutLogin } from '../base-url';
import { upTo, whole, type ByteStream, type Reply } from '../body';
import { brokenFileError, missingFileError, noPictureError, type Origin } from '../failures/errors';
import type { RequestContext } from '../request-context';

/** The bytes of a file as they come, and what the server calls them. */
export interface Download {
	content: ByteStream;
	mimeType: string;
	/** Bytes, where the server announces them. */
	size: number | null;
}

/** A picture as it came. */
export interface Picture {
	bytes: Buffer;
	mimeType: string;
}

/** The person's own server, of which files may come, and how it may be asked. */
export interface FileServer {
	/** Its address, with the login that it may need. */
	url: string;
	/** Whether it may go without a good certificate. */
	ignoreSslIssues: boolean;
}

/** Milliseconds that may pass, and how often a try is made. */
export interface FilePolicy {
	idle: number;
	whole: number;
	retried(attempt: () => Promise<Reply>): Promise<Reply>;
}

const MOST_REDIRECTS = 5;

/**
 * Gets files that an answer named: those of the server itself, and those of others, as WhatsApp's pictures. The API
 * key goes to none of them; the login of the 'Base URL' and 'Ignore SSL Issues' are for the server's own origin.
 */
export class Files {
	private readonly own: URL;

	constructor(
		private readonly context: RequestContext,
		private readonly origin: Origin,
		private readonly server: FileServer,
		private readonly policy: FilePolicy,
	) {
		this.own = new URL(server.url);
	}

	/**
	 * Opens a file. Its stream breaks off if nothing comes for too long, and after `largest` bytes.
	 * @throws NodeApiError if there is no such file.
	 */
	async download(address: string, largest: number): Promise<Download> {
		const { url, place } = this.placeOf(address);
		const outcome = await this.open(url);
		if ('error' in outcome) throw brokenFileError(place, outcome.error);
		const { statusCode, headers, body } = outcome;
		const content = body as unknown as ByteStream;
		if (statusCode !== 200) {
			content.destroy();
			throw missingFileError(place, statusCode);
		}
		const [type] = String(headers['content-type'] ?? 'application/octet-stream').split(';');
		const length = Number(headers['content-length'] ?? NaN);
		return {
			content: upTo(content, largest),
			mimeType: type.trim(),
			size: Number.isFinite(length) ? length : null,
		};
	}

	/**
	 * Downloads a picture whole: profile pictures and QR codes are small. Retried like a read.
	 * @throws NodeApiError if there is none, or it doesn't come whole and in time.
	 */
	async picture(address: string): Promise<Picture> {
		const { url, place } = this.placeOf(address);
		const outcome = await this.policy.retried(async () => {
			const until = Date.now() + this.policy.whole;
			const opened = await this.open(url);
			return 'error' in opened ? opened : await whole(opened, until);
		});
		if ('error' in outcome) throw brokenFileError(place, outcome.error);
		const { statusCode, headers, body } = outcome;
		if (statusCode !== 200) throw missingFileError(place, statusCode);
		const bytes = body as Buffer;
		const type = mimeType(String(headers['content-type'] ?? ''), bytes);
		if (!type.startsWith('image/')) throw noPictureError(place, type);
		return { bytes, mimeType: type };
	}

	/** Where a file is: on the server itself (a path below its address), or anywhere else. */
	private placeOf(address: string): { url: URL; place: Origin } {
		const text = address.startsWith('/') ? `${withoutLogin(this.server.url)}${address}` : address;
		if (!/^https?:/i.test(text) || !URL.canParse(text)) throw missingFileError(this.origin, 404);
		const url = new URL(text);
		return { url, place: { ...this.origin, server: url.host } };
	}

	/** Follows redirects itself, so that each address is checked. */
	private async open(start: URL): Promise<Reply> {
		let url = start;
		let own = url.origin === this.own.origin;
		for (let hops = 0; ; hops++) {
			const outcome = await this.ask(url, own);
			const next = 'error' in outcome ? null : redirectOf(outcome, url);
			if (next === null || hops === MOST_REDIRECTS) return outcome;
			(outcome as { body: ByteStream }).body.destroy();
			url = next;
			// Once a redirect has left the person's server, that server has chosen nothing of what follows.
			own &&= url.origin === this.own.origin;
		}
	}

	private async ask({ href }: URL, own: boolean): Promise<Reply> {
		const url = new URL(href);
		if (own) {
			url.username = this.own.username;
			url.password = this.own.password;
		}
		try {
			return (await this.context.helpers.httpRequest({
				url: url.href,
				// Compressed, it would come without its size.
				headers: { 'accept-encoding': 'identity' },
				encoding: 'stream',
				timeout: this.policy.idle,
				skipSslCertificateValidation: own && this.server.ignoreSslIssues,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			})) as IN8nHttpFullResponse;
		} catch (error) {
			return { error };
		}
	}
}

/** Where a response leads to; null if nowhere on the web. */
function redirectOf({ statusCode, headers }: IN8nHttpFullResponse, from: URL): URL | null {
	const { location } = headers;
	if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') return null;
	if (!URL.canParse(location, from.href)) return null;
	const url = new URL(location, from);
	return /^https?:$/.test(url.protocol) ? url : null;
}
