import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { countryCode } from '../identity/phone';
import { isRefusal } from '../whatsapp/refusal';
import { objectsIn, readAnswer } from './answer';
import { baseUrl, withoutLogin } from './base-url';
import { defaultSession, type WarestCredential } from './credential';
import { faultCode, faultOf } from './failures/faults';
import { masking, SHORTEST_KEY } from './secrets';

const refused = (...sentences: string[]): INodeCredentialTestResult => ({
	status: 'Error',
	message: sentences.join('. ').replace(/\.\. /g, '. '),
});

const TOO_SHORT = [
	`The 'API Key' has fewer than ${SHORTEST_KEY} characters`,
	'Copy the whole key. If the server really has one so short, give it a longer one: anybody could guess it, and it could not be masked in errors',
];

const missing = (session: string, ids: string[]) =>
	refused(
		`This API key has no session '${session}'`,
		`Correct the 'Default Session', or leave it empty. ${
			ids.length > 0 ? `The sessions are: ${ids.join(', ')}` : 'There is no session yet'
		}`,
	);

interface LegacyResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** The verdict on what `GET /session/list` answered: any valid key may ask it, and it changes nothing. */
function verdict(server: string, session: string, { statusCode, headers, body }: LegacyResponse) {
	if (statusCode >= 300 && statusCode < 400) {
		return refused(
			`${server} redirects to another address: ${withoutLogin(String(headers.location))}`,
			"Set the 'Base URL' to the address that it redirects to",
		);
	}
	const answer = readAnswer(statusCode, body);
	const said = answer?.message ?? '';
	if (statusCode === 401 && /X-WAREST-API-KEY/.test(said)) {
		return refused('WARest does not accept this API key', 'Copy the key again');
	}
	// The server counts requests only after it has accepted the key.
	const accepted = statusCode === 429 && answer !== null;
	const [list] = answer?.results ?? [];
	if (accepted || (answer?.succeeded && Array.isArray(list?.items))) {
		const ids = objectsIn(list?.items).map(({ id }) => String(id));
		if (session !== '' && !accepted && !ids.includes(session)) return missing(session, ids);
		return { status: 'OK' as const, message: 'Connected to WARest' };
	}
	if (statusCode >= 500) {
		return refused(
			`${server} answered with status ${statusCode}`,
			'WARest, or the proxy in front of it, is not ready',
		);
	}
	return refused(
		`The server at ${server} does not answer like WARest`,
		"Check that the 'Base URL' leads to WARest itself, not to another page or service",
	);
}

/** Tests a `warestApi` credential; its message tells a wrong key from a wrong, dead or untrusted server. */
export async function warestApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const credential = (data ?? {}) as unknown as WarestCredential;
	const url = baseUrl(credential.baseUrl ?? '');
	if (isRefusal(url)) return refused(`The 'Base URL' ${url.problem}`, url.expected);
	const country = countryCode(credential.defaultCountryCode ?? '');
	if (isRefusal(country)) {
		return refused(`The 'Default Country Code' ${country.problem}`, country.expected);
	}
	const session = defaultSession(credential);
	if (isRefusal(session)) {
		return refused(`The 'Default Session' ${session.problem}`, session.expected);
	}
	const apiKey = (credential.apiKey ?? '').trim();
	if (apiKey.length < SHORTEST_KEY) return refused(...TOO_SHORT);
	const server = withoutLogin(url);
	// Credential tests have no other helper for requests.
	const { helpers } = this;
	try {
		const response = (await helpers.request({
			method: 'GET',
			uri: `${url}/api/v1/session/list`,
			headers: { 'X-WAREST-API-KEY': apiKey },
			json: true,
			timeout: 15_000,
			followRedirect: false,
			rejectUnauthorized: credential.ignoreSslIssues !== true,
			resolveWithFullResponse: true,
			simple: false,
		})) as LegacyResponse;
		const { message, ...result } = verdict(server, session, response);
		return { ...result, message: masking(apiKey)(message) };
	} catch (error) {
		const code = faultCode(error);
		const { message, hint } = faultOf(error);
		return refused(message(server), `${hint}${code ? ` (${code})` : ''}`);
	}
}
