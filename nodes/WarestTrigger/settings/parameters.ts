import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../../Warest/engine/field';
import { instantActions } from '../actions/parameter';
import { CHECK_EVERY, FIELDS } from './fields';

const { options, ...first } = FIELDS;

/** The editor's parameters of the trigger. */
export const parameters: INodeProperties[] = [
	...parametersOf(first),
	instantActions,
	...parametersOf({ options }),
	// n8n takes the times of its polls from a parameter with this name and form.
	{
		displayName: 'Poll Times',
		name: 'pollTimes',
		type: 'hidden',
		default: {
			item: [
				{
					mode: 'everyX',
					unit: 'minutes',
					value: `={{ $parameter["options"]["checkEvery"] || ${String(CHECK_EVERY.parameter.default)} }}`,
				},
			],
		},
	},
];
