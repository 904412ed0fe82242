import type { INode } from 'n8n-workflow';
import { unreachable } from '../../../../nodes/WarestTrigger/registration/refusals';

const node = { name: 'Trigger', type: 'warestTrigger', parameters: {} } as unknown as INode;
const URL = 'http://n8n.test/webhook/id/warest';

it.each([
	['clocks that are apart', { status: 412 }, /^The clocks of WARest and n8n differ/],
	['a signature that does not fit', { status: 422 }, /could not verify the signature of WARest$/],
	['another status', { status: 404 }, /^WARest cannot reach n8n at /],
	['no answer', { error: 'timeout of 8000ms exceeded' }, /^WARest cannot reach n8n at /],
])('a test request of WARest that came to %s says so', (_case, attempt, message) => {
	for (const results of [[attempt], [{ results: [attempt] }]]) {
		expect(unreachable(node, URL, results).message).toMatch(message);
	}
});

it('what the address answered, or why it did not, is told', () => {
	const { description: answered } = unreachable(node, URL, [{ status: 404 }]);
	expect(answered).toMatch(/^It was answered with status 404\. The address must be one/);
	const { description: silent } = unreachable(node, URL, [{ error: 'socket hang up' }]);
	expect(silent).toMatch(/^WARest said: socket hang up\. The address must be one/);
	expect(unreachable(node, URL, []).description).toMatch(/^The address must be one/);
});
