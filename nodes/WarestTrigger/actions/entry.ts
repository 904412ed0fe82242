import type { INode, NodeOperationError } from 'n8n-workflow';
import { userError } from '../../transport/failures/user-error';
import { isOneEmoji } from '../../whatsapp/emoji';
import { FIELDS } from './parameter';

type Field = keyof typeof FIELDS;
type NumberField = 'latitude' | 'longitude' | 'milliseconds';

/** What was entered for one action. Each of its values is checked when it is read, and named by its label if wrong. */
export class Entry {
	constructor(
		private readonly node: INode,
		/** From 1. */
		private readonly place: number,
		private readonly values: Record<string, unknown>,
	) {}

	private refusal(name: Field, problem: string, expected: string): NodeOperationError {
		const value = this.optional(name);
		const quoted = value && `: "${value.slice(0, 80)}"`;
		const label = `Instant Actions → Action ${this.place} → ${FIELDS[name].displayName}`;
		return userError(this.node, `'${label}' ${problem}${quoted}`, expected);
	}

	/** As entered; '' where nothing was. */
	optional(name: Field): string {
		return String(this.values[name] ?? '');
	}

	/** As entered; not just spaces. */
	text(name: Field): string {
		const entered = this.optional(name);
		if (entered.trim() !== '') return entered;
		throw this.refusal(name, 'is empty', 'Enter a value, or remove the action.');
	}

	emoji(name: Field): string {
		const entered = this.text(name).trim();
		if (isOneEmoji(entered)) return entered;
		throw this.refusal(name, 'is not a single emoji', 'Enter a single emoji, e.g. 👍 or ❤️.');
	}

	/** A web address. Its braces are written in the way that WARest doesn't take for a template. */
	url(name: Field): string {
		const entered = this.text(name).trim();
		if (/^https?:\/\/\S+$/i.test(entered) && URL.canParse(entered)) {
			return entered.replaceAll('{', '%7B').replaceAll('}', '%7D');
		}
		throw this.refusal(
			name,
			'is not a web address',
			'Write an address with http:// or https:// that the WARest server can reach.',
		);
	}

	/** Within the bounds that the editor shows. */
	number(name: NumberField, whole = false): number {
		const { minValue, maxValue } = FIELDS[name].typeOptions;
		const entered = this.optional(name).trim();
		const value = Number(entered);
		if (entered !== '' && value >= minValue && value <= maxValue && (!whole || value % 1 === 0)) {
			return value;
		}
		throw this.refusal(
			name,
			`is not a ${whole ? 'whole ' : ''}number from ${minValue} to ${maxValue}`,
			'Correct it in the instant actions of this node.',
		);
	}

	choice<T extends string>(name: Field, values: readonly T[]): T {
		const entered = this.optional(name);
		const chosen = values.find((value) => value === entered);
		if (chosen !== undefined) return chosen;
		throw this.refusal(name, 'is not one of its values', `It takes one of: ${values.join(', ')}.`);
	}
}
