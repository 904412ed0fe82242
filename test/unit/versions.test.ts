import { Warest } from '../../nodes/Warest/Warest.node';
import { WarestTrigger } from '../../nodes/WarestTrigger/WarestTrigger.node';
import { examples } from '../../tools/host/examples';

const descriptions = [new Warest(), new WarestTrigger()].map(({ description }) => description);

it.each(descriptions)(
	'n8n evaluates nothing of its own with each request to a new $displayName, and knows older ones',
	({ version, defaultVersion }) => {
		// n8n 2.41, WebhookHelpers.parseRequestBody: only for version 1.
		expect(defaultVersion).toBeGreaterThan(1);
		expect(version).toEqual([1, defaultVersion]);
	},
);

it.each(examples)('the nodes of $file are new ones', ({ workflow: { nodes } }) => {
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-warest.'));
	expect(new Set(ours.map(({ typeVersion }) => typeVersion))).toEqual(new Set([1.1]));
});
