import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import type { KnownJid } from '../../../../nodes/identity/known';
import type { Answer } from '../../../../nodes/transport/answer';
import { post, upload, type Call } from '../../../../nodes/transport/call';
import { OutcomeUnknownError } from '../../../../nodes/transport/failures/errors';
import { path } from '../../../../nodes/transport/path';
import { ReplayLedger } from '../../../../nodes/transport/layers/replay-ledger';

const JID = '6281200010003@s.whatsapp.net' as KnownJid;
const node = { name: 'WARest' } as INode;
const answer = (message: string): Answer => ({
	status: 200,
	code: 1000,
	message,
	results: [],
	succeeded: true,
});
const file = (name: string): Call =>
	upload(path`/messages/send/files`, { to: JID }, [
		'file',
		{ name, type: 'text/plain', size: 1, stream: async function* () {} },
	]);
const text = (message: string, sessionId = 'shop') =>
	post(path`/messages/send/text`, { sessionId, to: JID, message });

/** The tries of one item in one execution, and what was made in them. */
function retrying() {
	const memory = {};
	const context = { getContext: () => memory } as unknown as IExecuteFunctions;
	const item: INodeExecutionData = { json: {} };
	const made: string[] = [];
	const attempt = (runIndex = 0, index = 0) => {
		const ledger = ReplayLedger.of(context, item, index, runIndex);
		return async (name: string, call: Call, error?: Error) =>
			await ledger.once(call, async () => {
				made.push(name);
				if (error) throw error;
				return answer(name);
			});
	};
	return { attempt, made };
}

const refused = new Error('refused');

it('takes an object that stands twice in the input for two items', async () => {
	const { attempt, made } = retrying();
	await attempt(0, 0)('first', text('Reminder'));
	await attempt(0, 1)('second', text('Reminder'));
	await attempt(0, 0)('first again', text('Reminder'));
	await attempt(0, 1)('second again', text('Reminder'));
	expect(made).toEqual(['first', 'second']);
});

it('knows each of several files to the same recipient, in any order', async () => {
	const { attempt, made } = retrying();
	const first = attempt();
	await first('a', file('a.txt'));
	await expect(first('b', file('b.txt'), refused)).rejects.toBe(refused);
	const second = attempt();
	expect(await second('b again', file('b.txt'))).toMatchObject({ message: 'b again' });
	expect(await second('a again', file('a.txt'))).toMatchObject({ message: 'a' });
	expect(made).toEqual(['a', 'b', 'b again']);
});

it('knows the place of a text that is made anew, after one that was refused', async () => {
	const { attempt, made } = retrying();
	const first = attempt();
	await expect(first('1', text('one 10:00'), refused)).rejects.toBe(refused);
	await first('2', text('two 10:00'));
	const second = attempt();
	await second('1 again', text('one 10:01'));
	await second('2 again', text('two 10:01'));
	expect(made).toEqual(['1', '2', '1 again']);
});

it('makes the same change twice in a try that asks for it twice, in another session and in another run', async () => {
	const { attempt, made } = retrying();
	const first = attempt();
	await first('1', text('same'));
	await first('2', text('same'));
	await first('3', text('same', 'support'));
	await attempt(1)('4', text('same'));
	expect(made).toEqual(['1', '2', '3', '4']);
});

it('gives what is not known again as it was, without what a run added to it', async () => {
	const { attempt, made } = retrying();
	const error = new OutcomeUnknownError(node, {
		message: 'Cut',
		advice: 'Wait.',
		source: '',
		httpCode: '',
	});
	const { description } = error;
	await expect(attempt()('1', text('a'), error)).rejects.toBe(error);
	error.description = 'Done: item 0.';
	const again = await attempt()('again', text('a')).catch((thrown: unknown) => thrown);
	expect(again).toBeInstanceOf(OutcomeUnknownError);
	expect(again).toMatchObject({ message: 'Cut', description, outcome: 'unknown' });
	expect(made).toEqual(['1']);
});
