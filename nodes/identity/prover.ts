import { isClaimed, type ClaimedJid, type Listed } from './claim';
import { jidOfDigits, type KnownDigits, type KnownJid, type Lid } from './known';
import { isValidNumber } from './numbering';

/** Who can tell whether a number has a WhatsApp account. */
export interface Witness {
	/** The session's own number, which surely has one; null where it isn't known. */
	own(): Promise<KnownDigits | null>;
	/**
	 * Those of the numbers that WhatsApp finds, asked for in one request.
	 * @throws if the request fails
	 */
	registered(digits: readonly string[]): Promise<ReadonlySet<string>>;
	/** What was found out a while ago. */
	memory: { has(thing: string): boolean; note(thing: string, lasts?: number): void };
}

/** So many numbers fit into an address that every proxy takes; more go into further requests. */
const AT_ONCE = 400;

/** What a claim turned out to be; null: it can't be told, so nothing may be sent there. */
export type Verdict = KnownJid | Lid | null;

/** A number with an account keeps it for long; so many look-ups are saved that might get the asking account banned. */
export const A_DAY_MS = 24 * 60 * 60_000;

const onWhatsapp = (digits: string) => `on WhatsApp: ${digits}`;
const notOnWhatsapp = (digits: string) => `not on WhatsApp: ${digits}`;

/** Finds out whether what the server lists as a phone number is one. */
export class Prover {
	constructor(private readonly witness: Witness) {}

	/** What can be said of a row without a request; undefined: WhatsApp must be asked. */
	atOnce(listed: Listed): KnownJid | Lid | undefined {
		if (!isClaimed(listed)) return listed;
		const { claimed } = listed;
		if (!isValidNumber(claimed)) return lidOf(claimed);
		const known = this.remembered(claimed);
		return known === null ? undefined : named(claimed, known);
	}

	/**
	 * Whom each row names, in order; one request settles all that are unclear.
	 * @throws if the request fails
	 */
	async settle(rows: readonly Listed[]): Promise<Verdict[]> {
		const open = rows.filter((row) => isClaimed(row) && this.atOnce(row) === undefined);
		const found = await this.registered((open as ClaimedJid[]).map(({ claimed }) => claimed));
		return rows.map((row) => {
			const certain = this.atOnce(row);
			if (certain !== undefined) return certain;
			const { claimed } = row as ClaimedJid;
			const answer = found.get(claimed) ?? null;
			return answer === null ? null : named(claimed, answer);
		});
	}

	/**
	 * Whether each of the numbers has a WhatsApp account; null where that can't be told. "No" is also what the server
	 * says when WhatsApp does not answer (docs/warest/profile.md#endpoint-31): so the own number is asked for with them.
	 * @throws if the request fails
	 */
	async registered(digits: readonly string[]): Promise<ReadonlyMap<string, boolean | null>> {
		const open = [...new Set(digits)].filter((each) => this.remembered(each) === null);
		const answers = new Map<string, boolean | null>(
			digits.map((each) => [each, this.remembered(each)]),
		);
		if (open.length === 0) return answers;
		const control = await this.witness.own();
		for (let at = 0; at < open.length; at += AT_ONCE) {
			await this.ask(open.slice(at, at + AT_ONCE), control, answers);
		}
		return answers;
	}

	private async ask(
		digits: readonly string[],
		control: string | null,
		answers: Map<string, boolean | null>,
	): Promise<void> {
		const { registered, memory } = this.witness;
		const asked = control === null ? digits : [...new Set([...digits, control])];
		const found = await registered(asked);
		const isCertain = control !== null && found.has(control);
		for (const each of digits) {
			const answer = found.has(each) ? true : isCertain ? false : null;
			if (answer === true) memory.note(onWhatsapp(each), A_DAY_MS);
			if (answer === false) memory.note(notOnWhatsapp(each));
			answers.set(each, answer);
		}
	}

	private remembered(digits: string): boolean | null {
		const { memory } = this.witness;
		if (memory.has(onWhatsapp(digits))) return true;
		return memory.has(notOnWhatsapp(digits)) ? false : null;
	}
}

const lidOf = (digits: string) => `${digits}@lid` as Lid;

const named = (digits: string, isNumber: boolean): KnownJid | Lid =>
	isNumber ? jidOfDigits(digits as KnownDigits) : lidOf(digits);
