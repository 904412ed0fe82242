import { recordedDeliveries, recordedNames } from './recorded';
import { causes } from './shape-cases';
import { shapeDifferences } from './shape-differences';
import { notModelled, shapeExceptions } from './shape-exceptions';
import { useListening } from './test-world';
import type { WebhookBody } from './test-receiver';

const current = useListening();

const names = recordedNames.filter((name) => /^(message|event)\./.test(name));

function byEvent(bodies: WebhookBody[]): Map<string, WebhookBody[]> {
	const groups = new Map<string, WebhookBody[]>();
	for (const body of bodies) groups.set(body.event, [...(groups.get(body.event) ?? []), body]);
	return groups;
}

async function delivered(name: string): Promise<WebhookBody[]> {
	await causes[name](current.sandbox);
	await current.sandbox.webhooks.settled();
	return current.sandbox.webhooks.deliveries.map(({ body }) => JSON.parse(body) as WebhookBody);
}

describe('What the sandbox delivers', () => {
	it.each(names.filter((name) => name in causes))('has the shape of %s', async (name) => {
		const recorded = recordedDeliveries(name).flatMap(({ body }) => body ?? []);
		const got = byEvent(await delivered(name));
		const expected = byEvent(recorded);
		const differences = [...expected].flatMap(([event, bodies]) =>
			shapeDifferences(bodies, got.get(event) ?? []).map((line) => `${event} ${line}`),
		);
		expect(differences).toEqual(shapeExceptions[name]?.differences ?? []);
		const tags = (bodies: WebhookBody[] = []) =>
			new Set(bodies.map(({ data }) => JSON.stringify([data.tags, data.contentType, data.status])));
		for (const [event, bodies] of expected) {
			expect([event, tags(got.get(event))]).toEqual([event, tags(bodies)]);
		}
	});

	it('is compared with every recording of an event, but for those with a reason', () => {
		const missing = names.filter((name) => !(name in causes) && !(name in notModelled));
		expect(missing).toEqual([]);
	});
});
