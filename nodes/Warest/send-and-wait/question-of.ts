import type { Item } from '../engine/item';
import type { Choice, Question } from './answers/question';
import type { Entered } from './fields';

/** So many digits of an ISO time are its date. */
const dateIn = (time: string | undefined): string | null => time?.slice(0, 10) ?? null;

const choiceOf = ({ label, words = '' }: { label: string; words?: string }): Choice => ({
	label: label.trim(),
	words: words.split(',').flatMap((word) => word.trim() || []),
});

const NUMBERED = { firstNumber: 1 };

/** What is asked, from what was entered. */
export function questionOf(entered: Entered, item: Item): Question {
	const { responseType, approvalOptions, choices = [], yesLabel = 'Yes', noLabel = 'No' } = entered;
	const { options, valueType = 'text' } = entered;
	if (responseType === 'freeText') return { type: 'freeText' };
	if (responseType === 'approval') {
		const { approvalType, approveLabel, disapproveLabel } = approvalOptions ?? {};
		const yes = { label: approveLabel ?? 'Approve' };
		const no = approvalType === 'single' ? null : { label: disapproveLabel ?? 'Decline' };
		return { type: 'approval', yes, no, ...NUMBERED };
	}
	switch (valueType) {
		case 'yesNo':
			return { type: 'yesNo', yes: { label: yesLabel }, no: { label: noLabel }, ...NUMBERED };
		case 'choice':
			return { type: 'choice', choices: choices.map(choiceOf), ...NUMBERED };
		case 'number':
			return {
				type: 'number',
				whole: options.wholeNumber ?? false,
				min: options.minimum ?? null,
				max: options.maximum ?? null,
				decimalSign: options.decimalSign ?? null,
			};
		case 'date':
			return {
				type: 'date',
				order: options.dateOrder ?? null,
				zone: item.timezone,
				min: dateIn(options.earliest),
				max: dateIn(options.latest),
			};
		case 'phone':
			return { type: 'phone', defaultCountryCode: item.defaultCountryCode };
		default:
			return { type: valueType };
	}
}
