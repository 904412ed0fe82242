import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { WAREST_CREDENTIAL, WAREST_NODE } from '../host/demo';
import type { Stored } from '../host/n8n-client';
import type { Report } from '../host/report';
import { chatsFrom, SESSION } from './sandbox-process';
import type { Stage } from './stage';
import type { Summary } from './statistics';
import { percentile, summary } from './statistics';
import type { Subject } from './subjects';
import { subjectOf, warestTrigger, webhookNode } from './subjects';
import { until } from './until';

/** From an answer in the chat to the next node's request, in milliseconds: percentiles of each round. */
export interface AnswerTimes {
	perSecond: number;
	/** So many people answer in a round, each another question. */
	people: number;
	p50: Summary;
	p95: Summary;
	/** Of all rounds. */
	slowest: number;
	/** How many of all answers also started the trigger's own workflow, as other messages do. */
	startedToo: number;
}

/** What is measured, by the answers a second. */
const LOADS = [
	{ perSecond: 1, people: 20 },
	{ perSecond: 20, people: 100 },
];
type Load = (typeof LOADS)[number];

const WARM_UP: Load = { perSecond: 10, people: 20 };
/** So many questions are sent at the same time. */
const ASKING = 5;
/** Nobody answers twice, and the other parts don't write to these people. */
const FIRST_PERSON = 5_000_000;
const THANKS = 'Thank you';

function messageNode({ id, name }: Stored, title: string, parameters: INodeParameters): INode {
	return {
		id: randomUUID(),
		name: title,
		type: WAREST_NODE,
		typeVersion: 1.1,
		position: [0, 0],
		parameters: {
			resource: 'messages',
			sessionId: { __rl: true, mode: 'id', value: SESSION },
			...parameters,
		},
		credentials: { [WAREST_CREDENTIAL]: { id, name } },
	};
}

/** A workflow that asks the person it is given, waits, and thanks whoever answered. */
async function askingWorkflow({ n8n, warest }: Stage): Promise<Subject> {
	const ask = messageNode(warest, 'Ask', {
		operation: 'sendAndWait',
		to: { __rl: true, mode: 'id', value: '={{ $json.body.person }}' },
		message: 'Shall we deliver tomorrow?',
		answerBy: 'chat',
	});
	const thank = messageNode(warest, 'Thank', {
		operation: 'sendText',
		to: { __rl: true, mode: 'id', value: '={{ $json.answeredBy.jid }}' },
		message: THANKS,
	});
	return await subjectOf(n8n, 'Answers: ask and go on', webhookNode(), ask, thank);
}

/** Sends each of these people a question, a few at the same time; resolves when all executions wait. */
async function ask({ n8n }: Stage, { url, workflow }: Subject, people: string[]): Promise<void> {
	for (let first = 0; first < people.length; first += ASKING) {
		const some = people.slice(first, first + ASKING);
		await Promise.all(some.map((person) => axios.post(url, { person }, { proxy: false })));
		const asked = first + some.length;
		await until(
			`${asked} executions wait for an answer`,
			async () => (await n8n.count(workflow, 'waiting')) === asked,
		);
	}
}

/** When the thanks to each person reached the server, by the server's clock. */
async function thankedAt({ sandbox }: Stage): Promise<Map<string, number>> {
	const thanks = (await sandbox.requests()).flatMap(({ body, at }) => {
		const { to, message } = (body ?? {}) as { to?: string; message?: string };
		return to !== undefined && message === THANKS ? [{ to, at }] : [];
	});
	const first = new Map(thanks.map(({ to, at }) => [to, at]));
	if (first.size < thanks.length) throw new Error('An answer made a workflow go on twice');
	return first;
}

/** Everybody answers at the set rate, whether n8n keeps up or not; the milliseconds until each workflow went on. */
async function answer(stage: Stage, people: string[], perSecond: number): Promise<number[]> {
	const { sandbox } = stage;
	await sandbox.setLatency(0);
	const begun = Date.now();
	const written = people.map(async (person, place) => {
		await wait(Math.max(0, begun + (place * 1000) / perSecond - Date.now()));
		// The sandbox's clock is this machine's.
		const at = Date.now();
		await sandbox.write(SESSION, person, '1');
		return { person, at };
	});
	const answers = await Promise.all(written);
	let thanked = new Map<string, number>();
	await until(`${people.length} workflows go on`, async () => {
		thanked = await thankedAt(stage);
		return people.every((person) => thanked.has(person));
	});
	return answers.map(({ person, at }) => (thanked.get(person) ?? NaN) - at);
}

/** How long it takes from an answer in the chat until the workflow that waited for it has gone on. */
export async function measureAnswers(
	stage: Stage,
	rounds: number,
	report: Report,
): Promise<AnswerTimes[]> {
	const { n8n, sandbox, warest } = stage;
	const inbox = await subjectOf(n8n, 'Answers: inbox', warestTrigger(warest, SESSION));
	const asking = await askingWorkflow(stage);
	try {
		await until('the inbox receives the messages of the session', async () =>
			(await sandbox.webhookOf(SESSION)).url.startsWith(inbox.url),
		);
		let next = FIRST_PERSON;
		const round = async ({ people: count, perSecond }: Load) => {
			const people = chatsFrom(next, count);
			next += count;
			await ask(stage, asking, people);
			const before = await n8n.count(inbox.workflow);
			const milliseconds = await answer(stage, people, perSecond);
			return { milliseconds, startedToo: (await n8n.count(inbox.workflow)) - before };
		};
		await round(WARM_UP);
		const taken = LOADS.map((): Array<Awaited<ReturnType<typeof round>>> => []);
		for (let turn = 0; turn < rounds; turn++) {
			for (const [place, load] of LOADS.entries()) taken[place].push(await round(load));
		}
		return LOADS.map((load, place) => {
			const all = taken[place];
			const of = (percent: number) =>
				summary(all.map(({ milliseconds }) => percentile(milliseconds, percent)));
			const times = {
				p50: of(50),
				p95: of(95),
				slowest: Math.max(...all.flatMap(({ milliseconds }) => milliseconds)),
				startedToo: all.reduce((sum, { startedToo }) => sum + startedToo, 0),
			};
			report(
				`  ${load.perSecond} a second: p50 ${Math.round(times.p50.median)} ms, p95 ${Math.round(times.p95.median)} ms, slowest ${Math.round(times.slowest)} ms; ${times.startedToo} started the trigger's workflow too`,
			);
			return { ...load, ...times };
		});
	} finally {
		for (const { workflow } of [asking, inbox]) await n8n.deactivate(workflow);
	}
}
