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

/** Who asks: our node, which is answered in the chat, or n8n's own Wait node, whose execution a request resumes. */
const ASKERS = ['sendAndWait', 'wait'] as const;

export type Asker = (typeof ASKERS)[number];

/** From an answer to the next node's request, in milliseconds: percentiles of each round. */
export interface AnswerTimes {
	asker: Asker;
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
const QUESTION = 'Shall we deliver tomorrow?';
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

const text = (warest: Stored, title: string, to: string, message: string): INode =>
	messageNode(warest, title, {
		operation: 'sendText',
		to: { __rl: true, mode: 'id', value: to },
		message,
	});

/** A workflow that asks the person it is given, waits, and thanks whoever answered. */
const askingWorkflows: Record<Asker, (stage: Stage) => Promise<Subject>> = {
	async sendAndWait({ n8n, warest }) {
		const ask = messageNode(warest, 'Ask', {
			operation: 'sendAndWait',
			to: { __rl: true, mode: 'id', value: '={{ $json.body.person }}' },
			message: QUESTION,
			answerBy: 'chat',
		});
		const thank = text(warest, 'Thank', '={{ $json.answeredBy.jid }}', THANKS);
		return await subjectOf(n8n, 'Answers: ask and go on', webhookNode(), ask, thank);
	},
	async wait({ n8n, warest }) {
		const person = "={{ $('Start').item.json.body.person }}";
		const wait: INode = {
			id: randomUUID(),
			webhookId: randomUUID(),
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { resume: 'webhook', options: {} },
		};
		const ask = text(warest, 'Ask', person, '={{ $execution.resumeUrl }}');
		const thank = text(warest, 'Thank', person, THANKS);
		return await subjectOf(n8n, 'Answers: wait and go on', webhookNode(), ask, wait, thank);
	},
};

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

/** The texts that have reached the server, and when, by the server's clock. */
async function texts({
	sandbox,
}: Stage): Promise<Array<{ to: string; message: string; at: number }>> {
	return (await sandbox.requests()).flatMap(({ body, at }) => {
		const { to, message } = (body ?? {}) as { to?: string; message?: string };
		return to !== undefined && message !== undefined ? [{ to, message, at }] : [];
	});
}

/** When the thanks to each person reached the server. */
async function thankedAt(stage: Stage): Promise<Map<string, number>> {
	const thanks = (await texts(stage)).filter(({ message }) => message === THANKS);
	const first = new Map(thanks.map(({ to, at }) => [to, at]));
	if (first.size < thanks.length) throw new Error('An answer made a workflow go on twice');
	return first;
}

/** How somebody answers: in the chat, or at the address that the question was. */
async function answersOf(
	stage: Stage,
	asker: Asker,
): Promise<(person: string) => Promise<unknown>> {
	const { sandbox } = stage;
	if (asker === 'sendAndWait') return async (person) => await sandbox.write(SESSION, person, '1');
	const asked = new Map((await texts(stage)).map(({ to, message }) => [to, message]));
	return async (person) => await axios.get(asked.get(person) ?? '', { proxy: false });
}

/** Everybody answers at the set rate, whether n8n keeps up or not; the milliseconds until each workflow went on. */
async function answer(
	stage: Stage,
	asker: Asker,
	people: string[],
	perSecond: number,
): Promise<number[]> {
	const answerAs = await answersOf(stage, asker);
	await stage.sandbox.setLatency(0);
	const begun = Date.now();
	const written = people.map(async (person, place) => {
		await wait(Math.max(0, begun + (place * 1000) / perSecond - Date.now()));
		// The sandbox's clock is this machine's.
		const at = Date.now();
		await answerAs(person);
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
	const active = [inbox];
	try {
		await until('the inbox receives the messages of the session', async () =>
			(await sandbox.webhookOf(SESSION)).url.startsWith(inbox.url),
		);
		let next = FIRST_PERSON;
		const all: AnswerTimes[] = [];
		for (const asker of ASKERS) {
			const asking = await askingWorkflows[asker](stage);
			active.push(asking);
			const round = async ({ people: count, perSecond }: Load) => {
				const people = chatsFrom(next, count);
				next += count;
				await ask(stage, asking, people);
				const before = await n8n.count(inbox.workflow);
				const milliseconds = await answer(stage, asker, people, perSecond);
				return { milliseconds, startedToo: (await n8n.count(inbox.workflow)) - before };
			};
			await round(WARM_UP);
			const taken = LOADS.map((): Array<Awaited<ReturnType<typeof round>>> => []);
			for (let turn = 0; turn < rounds; turn++) {
				for (const [place, load] of LOADS.entries()) taken[place].push(await round(load));
			}
			for (const [place, load] of LOADS.entries()) {
				const of = (percent: number) =>
					summary(taken[place].map(({ milliseconds }) => percentile(milliseconds, percent)));
				const times = {
					p50: of(50),
					p95: of(95),
					slowest: Math.max(...taken[place].flatMap(({ milliseconds }) => milliseconds)),
					startedToo: taken[place].reduce((sum, { startedToo }) => sum + startedToo, 0),
				};
				report(
					`  ${asker}, ${load.perSecond} a second: p50 ${Math.round(times.p50.median)} ms, p95 ${Math.round(times.p95.median)} ms, slowest ${Math.round(times.slowest)} ms; ${times.startedToo} started the trigger's workflow too`,
				);
				all.push({ asker, ...load, ...times });
			}
		}
		return all;
	} finally {
		for (const { workflow } of active) await n8n.deactivate(workflow);
	}
}
