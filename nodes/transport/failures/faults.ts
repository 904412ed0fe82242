/**
 * Why no answer came, in plain words. `taken`: whether the server may have got the request all the same; false
 * only with proof. `passing`: whether another try may do better.
 */
export interface Fault {
	message: (server: string) => string;
	hint: string;
	/** Said only where nothing was done. */
	again?: string;
	taken: boolean;
	passing: boolean;
}

const CHECK_SERVER =
	"Check that WARest runs and that the 'Base URL' of the credential is right. Inside Docker, localhost is n8n's own container: use the name of the WARest container, or host.docker.internal.";
const SELF_SIGNED =
	"Give the server a certificate that n8n trusts, or turn on 'Ignore SSL Issues (Insecure)' in the credential if you know that this is your own server.";

const REFUSED: Fault = {
	message: (server) => `Nothing answers at ${server}`,
	hint: CHECK_SERVER,
	taken: false,
	passing: true,
};
const UNKNOWN_HOST: Fault = {
	message: (server) => `The address ${server} is unknown on this network`,
	hint: "Check the 'Base URL' of the credential for a typing mistake.",
	taken: false,
	passing: true,
};
const TIMEOUT: Fault = {
	message: (server) => `WARest at ${server} did not answer in time`,
	hint: 'The server or its connection to WhatsApp may be overloaded or stuck: check it.',
	again: 'Then try again.',
	taken: true,
	passing: true,
};
const CUT: Fault = {
	message: (server) => `The connection to WARest at ${server} was lost`,
	hint: 'The server or a proxy in front of it may have been restarted.',
	again: 'Try again in a moment.',
	taken: true,
	passing: true,
};
const TOO_LARGE: Fault = {
	message: (server) => `WARest at ${server} answers with more than 100 MB`,
	hint: 'Request less at a time. If it was not much, something other than WARest answers at this address.',
	taken: true,
	passing: false,
};
const UNTRUSTED: Fault = {
	message: (server) => `The certificate of ${server} is not trusted`,
	hint: SELF_SIGNED,
	taken: false,
	passing: false,
};
const NOT_HTTPS: Fault = {
	message: (server) => `The server at ${server} does not speak HTTPS properly`,
	hint: "If it has no certificate, write http:// instead of https:// in the 'Base URL' of the credential.",
	taken: false,
	passing: false,
};
const BAD_KEY: Fault = {
	message: () => 'The API key has characters that a key cannot have',
	hint: "Copy the 'API Key' into the credential again.",
	taken: false,
	passing: false,
};
const OTHER: Fault = {
	message: (server) => `WARest at ${server} could not be reached`,
	hint: CHECK_SERVER,
	taken: true,
	passing: true,
};

/** The system calls before there is a connection: whoever fails in one has sent nothing. */
const CONNECTING: Record<string, Fault> = { connect: REFUSED, getaddrinfo: UNKNOWN_HOST };

/** What OpenSSL says of a first answer that isn't TLS at all: nothing was sent before it. */
const NO_TLS = /wrong version number|http request|packet length too long/i;

/**
 * The codes that Node.js, its TLS, axios and `readBody` give to a connection that failed. Certificates are checked
 * before anything is sent; the system's codes may come at any time, also while the answer is awaited.
 */
const BY_CODE: Record<string, Fault> = {
	ECONNABORTED: TIMEOUT,
	ETIMEDOUT: TIMEOUT,
	ESOCKETTIMEDOUT: TIMEOUT,
	ECONNREFUSED: CUT,
	ECONNRESET: CUT,
	EHOSTUNREACH: CUT,
	ENETDOWN: CUT,
	ENETUNREACH: CUT,
	EPIPE: CUT,
	ERR_STREAM_PREMATURE_CLOSE: CUT,
	Z_BUF_ERROR: CUT,
	Z_DATA_ERROR: CUT,
	ANSWER_TOO_LARGE: TOO_LARGE,
	CERT_HAS_EXPIRED: UNTRUSTED,
	DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
	ERR_TLS_CERT_ALTNAME_INVALID: UNTRUSTED,
	SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
	ERR_INVALID_CHAR: BAD_KEY,
};

/** An error and those that it wraps: n8n, axios and Node.js each have their own. */
function chain(error: unknown): Array<Record<string, unknown>> {
	const found: Array<Record<string, unknown>> = [];
	let current = error;
	while (found.length < 5 && typeof current === 'object' && current !== null) {
		const link = current as Record<string, unknown>;
		found.push(link);
		// Node.js tries every address of a name, and reports each failure.
		const [first] = Array.isArray(link.errors) ? (link.errors as unknown[]) : [];
		current = link.cause ?? link.error ?? first;
	}
	return found;
}

/** The code of the innermost error that has one. */
export function faultCode(error: unknown): string | null {
	const codes = chain(error).flatMap(({ code }) =>
		typeof code === 'string' && code !== '' ? [code] : [],
	);
	return codes.at(-1) ?? null;
}

export function faultOf(error: unknown): Fault {
	const links = chain(error);
	const code = faultCode(error);
	const calls = links.map(({ syscall }) => String(syscall));
	const connecting = calls.find((call) => Object.hasOwn(CONNECTING, call));
	if (connecting !== undefined) return CONNECTING[connecting];
	const isTls = /^(EPROTO|ERR_SSL_)/.test(code ?? '');
	if (isTls && links.some(({ message }) => NO_TLS.test(String(message)))) return NOT_HTTPS;
	return code !== null && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : OTHER;
}
