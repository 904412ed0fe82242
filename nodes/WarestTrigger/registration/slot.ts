/** Who has a session's only place for a webhook. */
export type WebhookOwner =
	/** Nobody, or a trigger that its n8n no longer answers for. */
	| 'nobody'
	/** This trigger, at this address. */
	| 'here'
	/** This trigger's address with a secret that is no longer right. */
	| 'outdated'
	/** This trigger at its other address: somebody listens for a test event, or it is active meanwhile. */
	| 'there'
	/** Other triggers of this n8n with the same account, which this one can join. */
	| 'shared'
	/** The same, and this one is among them. */
	| 'member'
	/** Another active trigger of this n8n, with another account. */
	| 'sibling'
	/** A trigger of another n8n, also a copy of this one; it answers, or can't be asked. */
	| 'other n8n'
	/** Something else. */
	| 'program';

/** When a trigger looks at the place. */
export type Occasion = 'activate' | 'listen' | 'check' | 'release';

type Step =
	/** Register this address; whoever comes next finds it. */
	| 'take'
	/** The same, and what was there is remembered and gets it back. */
	| 'replace'
	/** 'replace' with the option 'Replace Other Webhook', else 'refuse'. */
	| 'ask'
	/** Share it with those that have it. */
	| 'join'
	/** Send the same registration once more. */
	| 'renew'
	/** Leave it to who has it, and say so. */
	| 'refuse'
	/** Leave it to who has it: it comes back by itself. */
	| 'leave'
	/** Leave it to the others that share it; else give it to who had it before, or empty it. */
	| 'give back';

/**
 * What a trigger does, by when it looks and who has the place. Two triggers that may both take over don't fight: only an
 * activation replaces another trigger, no check does.
 */
const STEPS: Record<Occasion, Record<WebhookOwner, Step>> = {
	activate: {
		nobody: 'replace',
		here: 'take',
		outdated: 'take',
		there: 'leave',
		shared: 'join',
		member: 'leave',
		sibling: 'ask',
		'other n8n': 'ask',
		program: 'ask',
	},
	listen: {
		nobody: 'replace',
		here: 'take',
		outdated: 'take',
		there: 'take',
		shared: 'join',
		member: 'leave',
		sibling: 'ask',
		'other n8n': 'ask',
		program: 'ask',
	},
	check: {
		nobody: 'take',
		here: 'renew',
		outdated: 'take',
		there: 'leave',
		shared: 'join',
		member: 'leave',
		sibling: 'refuse',
		'other n8n': 'refuse',
		program: 'ask',
	},
	release: {
		nobody: 'leave',
		here: 'give back',
		outdated: 'give back',
		there: 'leave',
		shared: 'leave',
		member: 'give back',
		sibling: 'leave',
		'other n8n': 'leave',
		program: 'leave',
	},
};

/** What to do with the place of a session. */
export function stepFor(
	occasion: Occasion,
	owner: WebhookOwner,
	{ takeOver }: { takeOver: boolean },
): Exclude<Step, 'ask'> {
	const step = STEPS[occasion][owner];
	if (step !== 'ask') return step;
	return takeOver ? 'replace' : 'refuse';
}
