import type { INode } from 'n8n-workflow';
import { countryCode } from '../identity/phone';
import { isRefusal, type Refusal } from '../whatsapp/refusal';
import { baseUrl, withoutLogin } from './base-url';
import type { Origin } from './failures/errors';
import { userError } from './failures/user-error';
import { sessionId } from './session-id';

/** The fields of the `warestApi` credential. */
export interface WarestCredential {
	baseUrl: string;
	apiKey: string;
	defaultCountryCode?: string;
	defaultSession?: string;
	ignoreSslIssues?: boolean;
}

/** A WARest server, as a credential describes it. */
export interface Server {
	origin: Origin;
	/** Its address for requests, with the login that it may need. */
	url: string;
	credential: WarestCredential;
	/** Digits, or '' when the credential has none. */
	defaultCountryCode: string;
	/** The ID of a session, or '' when the credential has none. */
	defaultSession: string;
}

/** The session that is meant where none is chosen; '' for none. */
export const defaultSession = ({ defaultSession: entered = '' }: WarestCredential) =>
	entered.trim() === '' ? '' : sessionId(entered);

/** @throws NodeOperationError that names the field which can't be right */
export function serverOf(node: INode, credential: WarestCredential): Server {
	const usable = <T>(label: string, value: T | Refusal): T => {
		if (!isRefusal(value)) return value;
		const message = `The '${label}' of the WARest credential ${value.problem}`;
		throw userError(node, message, value.expected);
	};
	const url = usable('Base URL', baseUrl(credential.baseUrl ?? ''));
	const country = countryCode(credential.defaultCountryCode ?? '');
	return {
		origin: { node, server: withoutLogin(url), apiKey: credential.apiKey ?? '' },
		url,
		credential,
		defaultCountryCode: usable('Default Country Code', country),
		defaultSession: usable('Default Session', defaultSession(credential)),
	};
}
