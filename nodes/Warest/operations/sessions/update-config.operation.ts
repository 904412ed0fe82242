import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../transport/answer';
import { PREFLIGHT_FAILED, SHORTEST_SECRET } from '../../../transport/server-facts';
import { configure, storedWebhook } from '../../../webhook/stored';
import { options, optionalText, toggle } from '../../engine/fields';
import { session } from '../../fields/session';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';

/** The server delivers nothing with a secret this short: the only lasting way to switch a webhook off. */
const OFF = 'off';

/** See docs/warest/sessions.md#s6. The server stores any text as URL, so it is checked here. */
const webhookUrl = optionalText(
	{
		displayName: 'Webhook URL',
		placeholder: 'e.g. https://n8n.example.com/webhook/whatsapp',
		description: 'Where the server sends events. Leave empty to turn the webhook off.',
	},
	(entered) => {
		const url = entered.trim();
		const single =
			!/[\s,;]/.test(url) && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
		return single
			? url
			: {
					problem: 'is not one web address',
					expected: 'Write one address with http:// or https://.',
				};
	},
);

const webhookSecret = optionalText(
	{
		displayName: 'Webhook Secret',
		password: true,
		description:
			'Lets the receiver verify events; at least 6 characters. If left empty, the stored secret stays, or WARest creates one that nobody sees.',
	},
	(entered) =>
		entered.trim().length >= SHORTEST_SECRET
			? entered.trim()
			: {
					problem: 'is too short',
					expected: `Use at least ${SHORTEST_SECRET} characters: with fewer the server never delivers an event.`,
				},
);

/** The server tells what the URL answered, or why it could not be reached. */
function preflightFailure(results: IDataObject[], item: Item): Error {
	const [attempt = {}] = objectsIn(results[0]?.results);
	const reason = attempt.status
		? `It answered with status ${attempt.status}.`
		: (attempt.error ?? '');
	return item.failure(
		"The 'Webhook URL' did not pass the test, so nothing was saved",
		`It must answer a POST request of the WARest server with a 2xx status within 5 seconds. ${String(reason)}`.trim(),
	);
}

export const updateConfig = operation({
	name: 'Update Session Config',
	action: 'Update the webhook of a WhatsApp session',
	effect: 'change',
	risk: 'destroysOrExposes',
	description: "Set a session's webhook; without options, get the current one, without its secret",
	fields: {
		sessionId: session(),
		options: options({
			preflight: toggle({
				displayName: 'Verify First',
				default: true,
				description: 'Whether to save only if the webhook URL answers a test request',
			}),
			webhookSecret,
			webhookUrl,
		}),
	},
	run: async ({ sessionId, options: entered }, item) => {
		const body: IDataObject = { ...(entered.preflight && { preflight: true }) };
		if (entered.webhookSecret) body.webhookSecret = entered.webhookSecret;
		if (entered.webhookUrl) {
			body.webhookUrl = entered.webhookUrl;
			// A URL without a secret would get a new random one each time.
			const stored = (await storedWebhook(item.api, sessionId))?.webhookSecret;
			if (String(stored ?? '').length >= SHORTEST_SECRET) body.webhookSecret ??= stored;
		} else if ('webhookUrl' in entered) {
			Object.assign(body, { webhookUrl: '', webhookSecret: OFF });
		}
		const { status, results } = await item.api.send({
			...configure(sessionId, body),
			accepts: [PREFLIGHT_FAILED],
		});
		if (status === 400) throw preflightFailure(results, item);
		return items(results);
	},
});
