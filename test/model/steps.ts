import fc from 'fast-check';
import { MINUTE, SECOND, Violation, WRITERS, type Writer } from './scene';
import type { Beginning, Owner, Stage } from './stage';
import { KINDS, type Asked, type Way } from './talk';

/** What the history has come to, as far as it decides what can happen next and what must hold in the end. */
export interface Model {
	takeOver: boolean;
	/** The workflow is published. */
	isPublished: boolean;
	/** n8n runs. */
	isUp: boolean;
	/** n8n could not activate the workflow at its start, and tries again. */
	isRefused: boolean;
	/** The session's line to WhatsApp. */
	line: 'up' | 'down';
	isOtherPublished: boolean;
	/** What the second workflow of the same n8n is, if it plays a part. */
	second: 'no part' | 'unpublished' | 'published' | 'refused';
	/** Several processes of n8n take what is delivered. */
	hasProcesses: boolean;
	/** Workflows ask people in their chats. */
	hasQuestions: boolean;
	/** Who else has, or had before the trigger took it over, the webhook and still wants it. */
	claim: { url: string; secret: string; owner: 'program' | 'other' } | null;
}

type Step = fc.AsyncCommand<Model, Stage>;

interface Definition {
	name: string;
	possible?: (model: Model) => boolean;
	act: (model: Model, stage: Stage) => Promise<unknown>;
	/** Others than the trigger may change the webhook in it. */
	isForeign?: boolean;
}

/** The address of a trigger that has ended shows again for a while (docs/warest/webhooks.md#7-2). */
const isClaimed = ({ isOtherPublished }: Model, owner: Owner): owner is 'program' | 'other' =>
	owner === 'program' || (owner === 'other' && isOtherPublished);

const OURS: readonly Owner[] = ['trigger', 'test', 'second'];

/** Nothing foreign was given up, or replaced without Replace Other Webhook. */
function judgeChanges(model: Model, stage: Stage): void {
	for (const { from, to } of stage.takeChanges()) {
		const { owner } = from;
		if (!isClaimed(model, owner)) continue;
		// The other n8n may renew its own with another secret.
		if (to.owner === owner && (owner === 'other' || to.secret === from.secret)) continue;
		const isReplaced = OURS.includes(to.owner);
		if (isReplaced && model.takeOver) continue;
		throw new Violation(`The webhook of the ${owner} was given to: ${to.owner}`);
	}
}

/**
 * What the server has erased itself, because an older address failed, nobody can know any more
 * (docs/warest/webhooks.md#6-2).
 */
function forgetErased(model: Model, stage: Stage): void {
	if (stage.takeErasure()) model.claim = null;
}

/** Who else has the webhook now wants it back later. */
function noteClaim(model: Model, stage: Stage): void {
	const { owner, url, secret } = stage.slot;
	forgetErased(model, stage);
	if (owner === 'nobody') model.claim = null;
	if (isClaimed(model, owner)) model.claim = { owner, url, secret };
}

function step({ name, possible = () => true, act, isForeign = false }: Definition): Step {
	return {
		check: (model) => possible(model),
		async run(model, stage) {
			// No two people act in the same millisecond.
			await stage.time.pass(1);
			await act(model, stage);
			if (isForeign) stage.takeChanges();
			else judgeChanges(model, stage);
			noteClaim(model, stage);
			stage.judgeRuns();
		},
		toString: () => name,
	};
}

const isAtWork = ({ isPublished, isUp }: Model) => isPublished && isUp;

const isSecondAtWork = ({ isUp, second }: Model) => isUp && second === 'published';

/** Whether of the two workflows only the second is published, though n8n may be down. */
const isSecondOnly = ({ isPublished, second }: Model) =>
	!isPublished && (second === 'published' || second === 'refused');

/** The regular check of the second workflow. */
async function checkSecond(model: Model, stage: Stage): Promise<void> {
	if (model.second === 'refused') await publishSecond(model, stage);
	else if (model.second === 'published') await stage.attempt(stage.second.poll());
}

async function publishSecond(model: Model, stage: Stage): Promise<void> {
	const wasRefused = model.second === 'refused';
	const isPublished = await stage.publishSecond();
	model.second = isPublished ? 'published' : wasRefused ? 'refused' : 'unpublished';
}

async function check(model: Model, stage: Stage): Promise<void> {
	await stage.pass(MINUTE);
	await stage.talk.endWhatIsLong();
	await checkSecond(model, stage);
	if (!model.isPublished) return;
	// n8n tries again to activate what it could not at its start.
	if (model.isRefused) model.isRefused = !(await stage.publish());
	else await stage.check();
}

function stop(model: Model, stage: Stage, isBehindProxy: boolean): void {
	// n8n stores nothing of a test, and nobody else remembers.
	if (stage.trigger.isListening && !model.isPublished) model.claim = null;
	stage.crash({ isBehindProxy });
	model.isUp = false;
	model.isRefused = false;
}

async function start(model: Model, stage: Stage): Promise<void> {
	model.isUp = true;
	stage.start();
	if (model.isPublished) model.isRefused = !(await stage.publish());
	if (model.second !== 'published') return;
	model.second = 'refused';
	await publishSecond(model, stage);
}

/** The webhook goes back to whom it was taken from, if that one still wants it. */
async function judgeReturn(model: Model, stage: Stage): Promise<void> {
	const used = stage.session.runtime?.webhook.url ?? '';
	const gone = stage.ours.find(
		(host) => !(host === stage.trigger ? model.isPublished : isSecondAtWork(model)),
	);
	if (gone && stage.isIn(used, gone)) throw new Violation('The webhook was not given up');
	if (model.isPublished || isSecondAtWork(model)) return;
	forgetErased(model, stage);
	const { claim } = model;
	// It may have a new secret, of which whoever took its place could not know.
	if (claim?.owner === 'other') await stage.attempt(stage.other.poll());
	const { owner, url, secret } = stage.slot;
	if (claim) {
		const isSame = owner === 'other' || (url === claim.url && secret === claim.secret);
		if (owner !== claim.owner || !isSame) {
			throw new Violation(`The ${claim.owner} did not get its webhook back, but: ${owner} ${url}`);
		}
	}
}

async function unpublish(model: Model, stage: Stage): Promise<void> {
	const hadIt = OURS.includes(stage.slot.owner);
	model.isPublished = false;
	model.isRefused = false;
	await stage.attempt(stage.trigger.deactivate());
	if (hadIt && !stage.trigger.isListening) await judgeReturn(model, stage);
}

async function unpublishSecond(model: Model, stage: Stage): Promise<void> {
	const hadIt = OURS.includes(stage.slot.owner);
	model.second = 'unpublished';
	await stage.unpublishSecond();
	if (hadIt && !stage.trigger.isListening) await judgeReturn(model, stage);
}

async function publish(model: Model, stage: Stage): Promise<void> {
	model.isPublished = await stage.publish();
}

async function otherLeaves(model: Model, stage: Stage): Promise<void> {
	model.isOtherPublished = false;
	await stage.attempt(stage.other.deactivate());
	if (model.claim?.owner === 'other') model.claim = null;
}

const writer = fc.constantFrom(...(Object.keys(WRITERS) as Writer[]));
const constant = (definition: Definition) => fc.constant(step(definition));

const write = fc.tuple(writer, fc.constantFrom(1, 1, 1, 2, 12)).map(([who, count]) =>
	step({
		name: `${who} writes ${count}`,
		act: async (_, stage) => await stage.write(who, count),
	}),
);

const pass = fc.constantFrom(1, 4, 30, 61, 150, 600, 1800).map((seconds) =>
	step({
		name: `${seconds} s pass`,
		act: async (_, stage) => await stage.pass(seconds * SECOND),
	}),
);

const regularCheck = constant({
	name: 'check',
	possible: (model) => isAtWork(model) || (model.isUp && model.second === 'published'),
	act: check,
});

const hiccup = fc
	.tuple(fc.constantFrom(503, 503, 404, 401), fc.constantFrom(0.7, 20), fc.constantFrom(1, 6))
	.map(([status, seconds, count]) =>
		step({
			name: `n8n answers ${status} for ${seconds} s, and Budi writes ${count}`,
			possible: (model) => isAtWork(model) && !model.isRefused,
			async act(model, stage) {
				const running = model.second === 'published' ? stage.ours : [stage.trigger];
				for (const host of running) host.pause(status);
				await stage.write('Budi', count);
				await stage.pass(seconds * SECOND);
				for (const host of running) host.resume();
			},
		}),
	);

/** What happens while a check is under way. */
const meanwhile: Record<string, (model: Model, stage: Stage) => Promise<unknown>> = {
	'Sari writes': async (_, stage) => await stage.write('Sari'),
	'the workflow is unpublished': async (model, stage) => {
		model.isPublished = false;
		await stage.trigger.deactivate();
	},
};

const interrupted = fc
	.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...Object.keys(meanwhile)))
	.map(([requests, what]) =>
		step({
			name: `check, and at its request ${requests} ${what}`,
			possible: (model) => isAtWork(model) && !model.isRefused,
			async act(model, stage) {
				await stage.pass(MINUTE);
				await stage.checkWhile(requests, () => meanwhile[what](model, stage));
				if (model.isPublished || stage.trigger.isListening) return;
				await stage.pass(SECOND);
				await judgeReturn(model, stage);
			},
		}),
	);

const asked = fc.constantFrom<Asked>('Budi', 'Sari');

/** A workflow asks somebody, for so many minutes. */
const ask = fc
	.tuple(asked, fc.constantFrom(...Object.keys(KINDS)), fc.constantFrom(null, 2, 30))
	.map(([who, kind, minutes]) =>
		step({
			name: `${who} is asked for a ${kind}${minutes === null ? '' : ` for ${minutes} min`}`,
			possible: (model) => model.hasQuestions && model.isUp,
			act: async (model, stage) => await stage.talk.ask(who, kind, minutes, isSecondOnly(model)),
		}),
	);

const say = fc
	.tuple(asked, fc.constantFrom<Way>('answer', 'quote', 'tap', 'chatter'), fc.constantFrom(0, 1))
	.map(([who, way, index]) =>
		step({
			name: `${who} says ${way} ${index}`,
			possible: ({ hasQuestions }) => hasQuestions,
			act: async (model, stage) => await stage.talk.say(who, way, index, isSecondOnly(model)),
		}),
	);

/** What n8n has stored with the workflow is an older copy, as after a Code node that began earlier. */
const olderCopy = constant({
	name: 'an older copy of what n8n stores comes back after Sari was asked',
	possible: (model) => model.hasQuestions && isAtWork(model) && model.line === 'up',
	async act({ hasProcesses }, stage) {
		const older = structuredClone(stage.trigger.memory);
		await stage.talk.ask('Sari', 'number', null);
		// Only what is still known in a process, and is stored again with the next delivery to it, comes back.
		if (!stage.isHearing) return;
		const { questions } = stage.trigger.memory;
		stage.trigger.memory = older;
		for (let left = hasProcesses ? 20 : 1; left > 0; left -= 1) {
			await stage.write('Budi in the group');
			if (stage.trigger.memory.questions === questions) break;
		}
	},
});

const steps: Array<[weight: number, arbitrary: fc.Arbitrary<Step>]> = [
	[10, write],
	[10, ask],
	[18, say],
	[2, olderCopy],
	[6, pass],
	[8, regularCheck],
	[3, hiccup],
	[2, interrupted],
	[
		1,
		constant({
			name: 'twenty people write in one second',
			act: async (_, stage) => await stage.flood(20),
		}),
	],
	[
		2,
		constant({
			name: 'an answer of n8n is lost',
			possible: isAtWork,
			async act(_, stage) {
				stage.trigger.losesAnswer = true;
				await stage.write('Budi');
				await stage.pass(2 * SECOND);
				stage.trigger.losesAnswer = false;
			},
		}),
	],
	...[true, false].map((isBehindProxy): [number, fc.Arbitrary<Step>] => [
		2,
		constant({
			name: `n8n ${isBehindProxy ? 'behind a proxy ' : ''}stops`,
			possible: ({ isUp }) => isUp,
			act: async (model, stage) => stop(model, stage, isBehindProxy),
		}),
	]),
	[
		5,
		constant({
			name: 'a webhook process starts anew',
			possible: ({ isUp, hasProcesses }) => isUp && hasProcesses,
			async act(_, stage) {
				for (const host of stage.ours) host.bootWebhooks();
			},
		}),
	],
	[4, constant({ name: 'n8n starts', possible: ({ isUp }) => !isUp, act: start })],
	[
		4,
		constant({
			name: 'n8n starts anew, and activates only the second workflow at once',
			possible: ({ isPublished, second }) => isPublished && second === 'published',
			async act(model, stage) {
				if (model.isUp) stop(model, stage, false);
				model.isUp = true;
				stage.start();
				model.isRefused = true;
				model.second = 'refused';
				await publishSecond(model, stage);
			},
		}),
	],
	[2, constant({ name: 'unpublish', possible: isAtWork, act: unpublish })],
	[
		3,
		constant({
			name: 'publish',
			possible: ({ isUp, isPublished }) => isUp && !isPublished,
			act: publish,
		}),
	],
	[
		3,
		constant({
			name: 'publish the second',
			possible: ({ isUp, second }) => isUp && second === 'unpublished',
			act: publishSecond,
		}),
	],
	[1, constant({ name: 'unpublish the second', possible: isSecondAtWork, act: unpublishSecond })],
	[
		1,
		constant({
			name: 'publish anew',
			possible: isAtWork,
			async act(model, stage) {
				await stage.attempt(stage.trigger.deactivate());
				model.isRefused = false;
				await publish(model, stage);
			},
		}),
	],
	[
		2,
		constant({
			name: 'listen for a test event',
			possible: ({ isUp }) => isUp,
			async act(_, stage) {
				if (!stage.trigger.isListening) await stage.attempt(stage.trigger.listen());
			},
		}),
	],
	[
		1,
		constant({
			name: 'stop listening',
			possible: ({ isUp }) => isUp,
			async act(_, stage) {
				if (stage.trigger.isListening) await stage.attempt(stage.trigger.stopListening());
			},
		}),
	],
	[
		2,
		constant({
			name: 'WARest starts anew',
			act: async (model, stage) => {
				await stage.time.until(stage.sandbox.control.restartServer());
				model.line = 'up';
			},
		}),
	],
	[
		2,
		constant({
			name: 'reconnect',
			act: async (model, stage) => {
				await stage.reconnect();
				model.line = 'up';
			},
		}),
	],
	[
		1,
		constant({
			name: 'the line drops',
			possible: ({ line }) => line === 'up',
			async act(model, stage) {
				stage.sandbox.control.drop(stage.session.id, 'reconnecting');
				model.line = 'down';
				await stage.time.quiet();
			},
		}),
	],
	[
		2,
		constant({
			name: 'the line is back',
			possible: ({ line }) => line === 'down',
			async act(model, stage) {
				stage.sandbox.control.scan(stage.session.id);
				model.line = 'up';
				await stage.time.quiet();
			},
		}),
	],
	[
		1,
		constant({
			name: 'the API key changes',
			act: async (_, stage) => await stage.changeKey(),
		}),
	],
	[
		2,
		constant({
			name: 'the program takes the webhook',
			isForeign: true,
			act: async (_, stage) => await stage.programTakes(),
		}),
	],
	[
		1,
		constant({
			name: 'the program leaves',
			// With the line down nothing is delivered, so nothing shows that it has left.
			possible: ({ claim, line }) => claim?.owner === 'program' && line === 'up',
			isForeign: true,
			act: programLeaves,
		}),
	],
	[
		2,
		constant({
			name: 'the other n8n publishes',
			possible: ({ isOtherPublished }) => !isOtherPublished,
			isForeign: true,
			async act(model, stage) {
				model.isOtherPublished = await stage.attempt(stage.other.activate());
			},
		}),
	],
	[
		1,
		constant({
			name: 'the other n8n checks',
			possible: ({ isOtherPublished }) => isOtherPublished,
			isForeign: true,
			act: async (_, stage) => await stage.attempt(stage.other.poll()),
		}),
	],
	[
		1,
		constant({
			name: 'the other n8n unpublishes',
			possible: ({ isOtherPublished }) => isOtherPublished,
			isForeign: true,
			act: otherLeaves,
		}),
	],
];

/** Only where it still has it: else it could take it away from somebody. */
async function programLeaves(model: Model, stage: Stage): Promise<void> {
	if (stage.slot.owner !== 'program') return;
	model.claim = null;
	await stage.programLeaves();
}

/** Histories of up to so many steps; `replayPath` is what a failure prints with it. */
export const histories = (maxCommands: number, replayPath?: string) =>
	fc.commands(
		steps.flatMap(([weight, arbitrary]) => Array.from({ length: weight }, () => arbitrary)),
		{ maxCommands, size: 'max', replayPath },
	);

/** So many checks are enough for all that a history can have left to catch up. */
const ENOUGH_CHECKS = 14;

/** Everything is well again, and the trigger gets the time it needs; then it goes. */
export async function settle(model: Model, stage: Stage): Promise<void> {
	const { trigger } = stage;
	if (!model.isUp) await start(model, stage);
	if (trigger.isListening) await stage.attempt(trigger.stopListening());
	if (model.line === 'down') {
		stage.sandbox.control.scan(stage.session.id);
		model.line = 'up';
	}
	// Whose place is another's says so within two checks.
	if (isAtWork(model) && ['program', 'other'].includes(stage.slot.owner)) {
		for (let checks = 0; checks < 3; checks++) await check(model, stage);
	}
	// Who may not take the place over waits until it is free; another trigger's is taken by a person only.
	if (!model.takeOver || stage.slot.owner === 'other') {
		if (model.isOtherPublished) await otherLeaves(model, stage);
	}
	if (!model.takeOver) {
		await programLeaves(model, stage);
		model.claim = null;
	}
	await stage.pass(20 * SECOND);
	noteClaim(model, stage);
	if (!model.isPublished) {
		await publish(model, stage);
		if (!model.isPublished) throw new Violation(`Can't be published: ${stage.errors.at(-1)}`);
	}
	if (model.second === 'unpublished' && stage.secondSince !== null) {
		await publishSecond(model, stage);
		if (!isSecondAtWork(model)) {
			throw new Violation(`The second can't be published: ${stage.errors.at(-1)}`);
		}
	}
	for (let checks = 0; checks < ENOUGH_CHECKS; checks++) {
		await check(model, stage);
		if (stage.missing.length === 0 && checks >= 2) break;
	}
	stage.judgeRuns();
	await stage.talk.judgeEnd();
	const { missing } = stage;
	if (missing.length > 0) {
		throw new Violation(`${missing.length} never started the workflow: ${missing.join(', ')}`);
	}
	await stage.write('Sari');
	await stage.pass(2 * SECOND);
	if (stage.missing.length > 0) throw new Violation('The trigger is deaf in the end');
	stage.judgeRuns();
	if (isSecondAtWork(model)) await unpublishSecond(model, stage);
	await unpublish(model, stage);
}

/** A model for a history that begins with the trigger at work. */
export const modelOf = ({ takeOver, isShared, hasQuestions, takers }: Beginning): Model => ({
	takeOver,
	hasProcesses: takers !== 'main',
	hasQuestions,
	second: isShared ? 'unpublished' : 'no part',
	isPublished: true,
	isUp: true,
	isRefused: false,
	line: 'up',
	isOtherPublished: false,
	claim: null,
});
