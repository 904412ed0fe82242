import { NodeHelpers, Workflow, type INodeParameters, type INodeTypes } from 'n8n-workflow';
import { Warest } from '../../../nodes/Warest/Warest.node';
import { byId } from '../../support/warest';

const warest = new Warest();

/** What n8n writes below a node with these parameters. */
function subtitleOf(parameters: INodeParameters): unknown {
	const nodeTypes = {
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(warest),
	} as unknown as INodeTypes;
	const node = {
		id: 'n',
		name: 'WARest',
		type: 'warest',
		typeVersion: 1.1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(
		workflow.getNode('WARest') ?? node,
		warest.description.subtitle,
		'internal',
		{},
	);
}

const sendText = (to: unknown) =>
	subtitleOf({ resource: 'messages', operation: 'sendText', to: byId(to) });

it('names the operation and the number that was chosen', () => {
	expect(sendText('6281200457010@s.whatsapp.net')).toBe('Send Text: +6281200457010');
	expect(sendText('unverified:6281200457010')).toBe('Send Text: 6281200457010');
	expect(sendText('+62 812-0045-7010')).toBe('Send Text: +62 812-0045-7010');
});

it.each([
	['Budi (6281200457010)', 'unverified:6281200457010', 'Send Text: Budi (6281200457010)'],
	['Team Kopi Senja (group)', '120363041234567890@g.us', 'Send Text: Team Kopi Senja (group)'],
	['Send to +6281200457010', '+6281200457010', 'Send Text: +6281200457010'],
])('names who was chosen from the list as %s', (cachedResultName, value, subtitle) => {
	const to = { __rl: true, mode: 'list', value, cachedResultName };
	expect(subtitleOf({ resource: 'messages', operation: 'sendText', to })).toBe(subtitle);
});

it('does not keep the name of a choice that an ID or an expression has replaced', () => {
	const to = { ...byId('={{ $json.chatId }}'), cachedResultName: 'Budi' };
	expect(subtitleOf({ resource: 'messages', operation: 'sendText', to })).toBe('Send Text');
});

it('names a number that an older workflow has as text', () => {
	const to = '+62 812-0045-7010';
	expect(subtitleOf({ resource: 'messages', operation: 'sendText', to })).toBe(`Send Text: ${to}`);
});

it('names a chat and a group', () => {
	const chatId = byId('6281200457010@s.whatsapp.net');
	expect(subtitleOf({ resource: 'chats', operation: 'pinChat', chatId })).toBe(
		'Pin Chat: +6281200457010',
	);
	const groupId = byId('120363041234567890@g.us');
	expect(subtitleOf({ resource: 'groups', operation: 'leaveGroup', groupId })).toBe(
		'Leave Group: group 120363041234567890',
	);
});

it('names the operation alone where nobody is chosen, or an expression chooses', () => {
	expect(subtitleOf({ resource: 'sessions', operation: 'listSessions' })).toBe('List Sessions');
	expect(sendText('={{ $json.chatId }}')).toBe('Send Text');
	expect(sendText('')).toBe('Send Text');
});
