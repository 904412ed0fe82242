import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../../Warest/engine/field';
import { instantActions } from '../actions/parameter';
import { BY_HAND, CHECK_EVERY, FIELDS } from './fields';

const { secret, filters, options, ...first } = FIELDS;

/** The editor's parameters of the trigger. */
export const parameters: INodeProperties[] = [
	...parametersOf(first),
	{
		displayName:
			"Set this node's production URL and the secret below as the session's webhook in WARest. To listen for a test event, set the test URL for that time.",
		name: 'byHandNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: BY_HAND },
	},
	...parametersOf({ secret, filters }),
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
