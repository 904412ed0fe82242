/**
 * Why no answer came, in plain words. `taken`: whether the server may have got the request all the same.
 * `passing`: whether another try may do better.
 */
export interface Fault {
	happened: (server: string) => string;
	next: string;
	taken: boolean;
	passing: boolean;
}

const CHECK_SERVER =
	"Check that WARest runs and that the 'Base URL' of the credential is right. Inside Docker, localhost is n8n's own container: use the name of the WARest container, or host.docker.internal.";
const SELF_SIGNED =
	"Give the server a certificate that n8n trusts, or turn on 'Ignore SSL Issues (Insecure)' in the credential if you know that this is your own server.";

const REFUSED: Fault = {
	happened: (server) => `Nothing answers at ${server}`,
	next: CHECK_SERVER,
	taken: false,
	passing: true,
};
const UNKNOWN_HOST: Fault = {
	happened: (server) => `The address ${server} is not known on this network`,
	next: "Check the 'Base URL' of the credential for a wrong letter.",
	taken: false,
	passing: true,
};
const TIMEOUT: Fault = {
	happened: (server) => `WARest at ${server} did not answer in time`,
	next: 'The server or its connection to WhatsApp is very busy or hangs: look at it, then try again.',
	taken: true,
	passing: true,
};
const CUT: Fault = {
	happened: (server) => `The connection to WARest at ${server} was cut`,
	next: 'The server or a proxy before it may have been restarted: try again in a moment.',
	taken: true,
	passing: true,
};
const TOO_LARGE: Fault = {
	happened: (server) => `WARest at ${server} answers with more than 100 MB`,
	next: 'Ask for less at once. If it was not much, something else than WARest answers at this address.',
	taken: true,
	passing: false,
};
const UNTRUSTED: Fault = {
	happened: (server) => `The certificate of ${server} is not trusted`,
	next: SELF_SIGNED,
	taken: false,
	passing: false,
};
const NOT_HTTPS: Fault = {
	happened: (server) => `The server at ${server} does not speak HTTPS properly`,
	next: "If it has no certificate, write http:// instead of https:// in the 'Base URL' of the credential.",
	taken: false,
	passing: false,
};
const BAD_KEY: Fault = {
	happened: () => 'The API key has characters that a key cannot have',
	next: "Copy the 'API Key' into the credential once more.",
	taken: false,
	passing: false,
};
const OTHER: Fault = {
	happened: (server) => `WARest at ${server} could not be reached`,
	next: CHECK_SERVER,
	taken: true,
	passing: true,
};

/** The codes that Node.js, its TLS, axios and `readBody` give to a connection that failed. */
const BY_CODE: Record<string, Fault> = {
	ECONNREFUSED: REFUSED,
	EHOSTUNREACH: REFUSED,
	ENETUNREACH: REFUSED,
	ENOTFOUND: UNKNOWN_HOST,
	EAI_AGAIN: UNKNOWN_HOST,
	ECONNABORTED: TIMEOUT,
	ETIMEDOUT: TIMEOUT,
	ESOCKETTIMEDOUT: TIMEOUT,
	ECONNRESET: CUT,
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
	EPROTO: NOT_HTTPS,
	ERR_SSL_WRONG_VERSION_NUMBER: NOT_HTTPS,
	ERR_INVALID_CHAR: BAD_KEY,
};

/** The code of the innermost error that has one; errors of n8n and axios wrap each other. */
export function faultCode(error: unknown): string | null {
	let found: string | null = null;
	let current = error;
	for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
		const { code, cause, error: inner } = current as Record<string, unknown>;
		if (typeof code === 'string' && code !== '') found = code;
		current = cause ?? inner;
	}
	return found;
}

export function faultOf(code: string | null): Fault {
	return code !== null && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : OTHER;
}
